using Missy.Chat;
using Missy.Providers;
using Missy.Usage;

namespace Missy.Tests.Usage;

public sealed class PricingTests
{
    private static readonly ModelPrice Price = new(2m, 10m, 0.5m, new LongPromptPrice(1000, 4m, 20m, null));

    [Fact]
    public void Cached_tokens_cost_their_own_price() =>
        Assert.Equal(((60 * 2m) + (40 * 0.5m) + (10 * 10m)) / 1_000_000m, Pricing.Cost(new TokenUsage(100, 10, CachedTokens: 40), Price));

    [Fact]
    public void A_long_prompt_costs_the_long_prompts_price_as_a_whole() =>
        Assert.Equal(((1001 * 4m) + (10 * 20m)) / 1_000_000m, Pricing.Cost(new TokenUsage(1001, 10), Price));

    [Fact]
    public void Tokens_written_to_the_cache_cost_their_own_price() =>
        Assert.Equal(
            ((50 * 2m) + (40 * 0.5m) + (10 * 2.5m) + (10 * 10m)) / 1_000_000m,
            Pricing.Cost(new TokenUsage(100, 10, CachedTokens: 40, CacheWriteTokens: 10), Price with { CacheWrite = 2.5m }));

    [Fact]
    public void The_most_that_a_request_costs_is_that_of_a_prompt_that_is_all_written_to_the_cache()
    {
        var price = Price with { CacheWrite = 2.5m };

        Assert.Equal(((100 * 2m) + (50 * 10m)) / 1_000_000m, Pricing.Most(new TokenEstimate(100, 50), Price));
        Assert.Equal(((100 * 2.5m) + (50 * 10m)) / 1_000_000m, Pricing.Most(new TokenEstimate(100, 50), price));
        Assert.Equal(((1001 * 4m) + (50 * 20m)) / 1_000_000m, Pricing.Most(new TokenEstimate(1001, 50), price));
    }

    [Fact]
    public void A_price_that_is_not_known_whole_is_unknown_and_not_zero()
    {
        Assert.Null(Pricing.Cost(new TokenUsage(10, 10), null));
        Assert.Null(Pricing.Cost(TokenUsage.None, Price));
        Assert.Null(Pricing.Cost(new TokenUsage(2000, 10, CachedTokens: 1), Price));
        Assert.Null(Pricing.Cost(new TokenUsage(10, 10, CacheWriteTokens: 5), Price));
    }
}
