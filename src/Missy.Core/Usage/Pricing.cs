using Missy.Chat;
using Missy.Providers;

namespace Missy.Usage;

/// <summary>What an answer costs at list price.</summary>
internal static class Pricing
{
    /// <summary>US dollars; null when any price that the answer needs is unknown, never 0 for want of knowing.</summary>
    public static decimal? Cost(TokenUsage usage, ModelPrice? price)
    {
        if (price is null || usage == TokenUsage.None || usage.CacheWriteTokens > 0)
        {
            return null;
        }

        if (usage.CachedTokens > 0 && price.CachedInput is null)
        {
            return null;
        }

        var fresh = (usage.PromptTokens - usage.CachedTokens) * price.Input;
        var cached = usage.CachedTokens * (price.CachedInput ?? 0);
        return (fresh + cached + (usage.CompletionTokens * price.Output)) / 1_000_000m;
    }
}
