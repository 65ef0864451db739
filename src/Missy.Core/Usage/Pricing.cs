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

        var (input, output, cachedInput) = price.LongPrompt is { } longer && usage.PromptTokens > longer.AboveTokens
            ? (longer.Input, longer.Output, longer.CachedInput)
            : (price.Input, price.Output, price.CachedInput);
        if (usage.CachedTokens > 0 && cachedInput is null)
        {
            return null;
        }

        var fresh = (usage.PromptTokens - usage.CachedTokens) * input;
        var cached = usage.CachedTokens * (cachedInput ?? 0);
        return (fresh + cached + (usage.CompletionTokens * output)) / 1_000_000m;
    }
}
