using Missy.Chat;
using Missy.Providers;

namespace Missy.Usage;

/// <summary>What an answer costs at list price.</summary>
internal static class Pricing
{
    /// <summary>US dollars; null when any price that the answer needs is unknown, never 0 for want of knowing.</summary>
    public static decimal? Cost(TokenUsage usage, ModelPrice? price)
    {
        if (price is null || usage == TokenUsage.None)
        {
            return null;
        }

        var rates = Rates(price, usage.PromptTokens);
        if ((usage.CachedTokens > 0 && rates.CachedInput is null) || (usage.CacheWriteTokens > 0 && rates.CacheWrite is null))
        {
            return null;
        }

        var fresh = (usage.PromptTokens - usage.CachedTokens - usage.CacheWriteTokens) * rates.Input;
        var cached = (usage.CachedTokens * (rates.CachedInput ?? 0)) + (usage.CacheWriteTokens * (rates.CacheWrite ?? 0));
        return (fresh + cached + (usage.CompletionTokens * rates.Output)) / 1_000_000m;
    }

    /// <summary>The most that a request costs which uses no more than was estimated: none of the prompt is cached yet, all of it will be.</summary>
    public static decimal Most(TokenEstimate tokens, ModelPrice price)
    {
        var rates = Rates(price, tokens.Prompt);
        return ((tokens.Prompt * Math.Max(rates.Input, rates.CacheWrite ?? 0)) + (tokens.Answer * rates.Output)) / 1_000_000m;
    }

    private static ModelPrice Rates(ModelPrice price, long promptTokens) =>
        price.LongPrompt is { } longer && promptTokens > longer.AboveTokens
            ? new ModelPrice(longer.Input, longer.Output, longer.CachedInput, CacheWrite: longer.CacheWrite)
            : price;
}
