using Missy.Providers;

namespace Missy.Tests.Providers.Catalogue;

public sealed class CatalogueModelDataTests
{
    private static readonly CatalogueModel[] _all =
        [.. ProviderCatalogue.Default.Providers.Where(p => p.ModelsFrom is null)
            .SelectMany(p => ProviderCatalogue.Default.ModelsOf(p.Name))];

    [Fact]
    public void Every_group_of_models_belongs_to_a_provider_by_its_canonical_name()
    {
        Assert.True(_all.Length > 100);
        Assert.Equal(ProviderCatalogue.Default.ModelCount, _all.Length);
    }

    [Fact]
    public void Sizes_are_plausible() => Assert.All(_all, model =>
    {
        Assert.True(model.ContextTokens is null or (>= 4_000 and <= 20_000_000), model.Id);
        Assert.True(model.MaxOutputTokens is null || model.MaxOutputTokens <= (model.ContextTokens ?? int.MaxValue), model.Id);
    });

    [Fact]
    public void Every_model_streams() =>
        Assert.All(_all, model => Assert.True(model.Capabilities.HasFlag(ModelCapabilities.Streaming), model.Id));

    [Fact]
    public void Prices_are_dollars_per_million_and_cached_tokens_cost_no_more_than_fresh_ones() =>
        Assert.All(_all.Where(m => m.Price is not null), model =>
        {
            ModelPrice price = model.Price!;
            Assert.InRange(price.Input, 0m, 200m);
            Assert.InRange(price.Output, price.Input, 1000m);
            Assert.InRange(price.CachedInput ?? 0m, 0m, price.Input);
            Assert.InRange(price.CacheWrite ?? price.Input, price.Input, 2 * price.Input);
        });

    // Its wire marks prompts for the cache by itself, and a written token has a price of its own.
    [Fact]
    public void Every_price_of_Anthropic_has_one_for_writing_to_the_cache() =>
        Assert.All(_all.Where(m => m.Provider == "anthropic"), model =>
        {
            Assert.NotNull(model.Price!.CacheWrite);
            Assert.True(model.Price.LongPrompt is null or { CacheWrite: not null }, model.Id);
        });

    [Fact]
    public void A_long_prompt_costs_more_and_begins_within_the_context() =>
        Assert.All(_all.Where(m => m.Price?.LongPrompt is not null), model =>
        {
            LongPromptPrice longPrompt = model.Price!.LongPrompt!;
            Assert.True(longPrompt.AboveTokens < model.ContextTokens, model.Id);
            Assert.True(longPrompt.Input > model.Price.Input && longPrompt.Output > model.Price.Output, model.Id);
            Assert.InRange(longPrompt.CachedInput ?? 0m, 0m, longPrompt.Input);
        });

    [Fact]
    public void A_price_of_zero_means_free_and_not_unknown()
    {
        string[] free = [.. _all.Where(m => m.Price is { Input: 0m }).Select(m => m.Provider).Distinct()];

        Assert.Equal(["ollama", "zai"], free.Order());
    }

    [Fact]
    public void Facts_carry_a_date_and_a_page() => Assert.All(_all, model =>
    {
        Assert.InRange(model.AsOf, new DateOnly(2026, 1, 1), new DateOnly(2100, 1, 1));
        Assert.Equal("https", new Uri(model.Source!).Scheme);
    });

    [Theory]
    [InlineData("openai", "o3")]
    [InlineData("openai", "o4-mini")]
    [InlineData("openai", "gpt-5")]
    [InlineData("openai", "gpt-5.4-mini")]
    [InlineData("openai", "gpt-6.2-sol")]
    [InlineData("anthropic", "claude-opus-4-8")]
    [InlineData("anthropic", "claude-sonnet-5-5")]
    public void Models_that_refuse_a_temperature_say_so(string provider, string id) =>
        Assert.False(ProviderCatalogue.Default.FindModel(provider, id)!.Temperature);

    [Theory]
    [InlineData("openai", "gpt-4.1")]
    [InlineData("openai", "gpt-4o")]
    [InlineData("anthropic", "claude-sonnet-4-6")]
    [InlineData("gemini", "gemini-2.5-flash")]
    [InlineData("groq", "llama-3.1-8b-instant")]
    [InlineData("mistral", "mistral-large-latest")]
    public void Models_that_accept_a_temperature_say_so(string provider, string id) =>
        Assert.True(ProviderCatalogue.Default.FindModel(provider, id)!.Temperature);

    // Published by the vendors; a slipped decimal or a per-thousand price shows here.
    [Theory]
    [InlineData("anthropic", "claude-opus-4-6", "5", "25", "0.5", 1_000_000, 128_000)]
    [InlineData("anthropic", "claude-sonnet-4-6", "3", "15", "0.3", 1_000_000, 64_000)]
    [InlineData("anthropic", "claude-haiku-4-5", "1", "5", "0.1", 200_000, 64_000)]
    [InlineData("openai", "gpt-4.1", "2", "8", "0.5", 1_047_576, 32_768)]
    [InlineData("openai", "gpt-4o", "2.5", "10", "1.25", 128_000, 16_384)]
    [InlineData("openai", "gpt-5", "1.25", "10", "0.125", 400_000, 128_000)]
    [InlineData("openai", "o4-mini", "1.1", "4.4", "0.275", 200_000, 100_000)]
    [InlineData("gemini", "gemini-2.5-pro", "1.25", "10", "0.125", 1_048_576, 65_536)]
    [InlineData("groq", "llama-3.3-70b-versatile", "0.59", "0.79", null, 131_072, 32_768)]
    public void Well_known_prices_and_sizes_are_right(
        string provider, string id, string input, string output, string? cached, int context, int maxOutput)
    {
        CatalogueModel model = ProviderCatalogue.Default.FindModel(provider, id)!;

        Assert.Equal((Money(input), Money(output), Money(cached)), (model.Price!.Input, model.Price.Output, model.Price.CachedInput));
        Assert.Equal(context, model.ContextTokens);
        Assert.Equal(maxOutput, model.MaxOutputTokens);
    }

    private static decimal? Money(string? text) =>
        text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
