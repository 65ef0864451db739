using System.Globalization;
using System.Text;
using Missy.Providers;

namespace Missy.Tests.Providers.Catalogue;

public sealed class ProviderCatalogueTests
{
    private static readonly ProviderCatalogue _small = ProviderCatalogue.Parse(
        Encoding.UTF8.GetBytes("""
            [
              { "name": "first", "displayName": "First", "wire": "openai", "aliases": ["one", "the.first"] },
              { "name": "second", "displayName": "Second", "wire": "openai", "modelsFrom": "first" },
              { "name": "third", "displayName": "Third", "wire": "ollama" }
            ]
            """),
        Encoding.UTF8.GetBytes("""
            [
              {
                "provider": "first", "asOf": "2026-02-03", "source": "https://first.example/prices",
                "models": [
                  { "id": "tall", "aliases": ["tall-alias"], "contextTokens": 1000 },
                  { "id": "tall-2026-01-02", "contextTokens": 2000, "asOf": "2026-01-02" },
                  { "id": "small-20250101" },
                  { "id": "12345678" }
                ]
              }
            ]
            """));

    [Theory]
    [InlineData("first")]
    [InlineData("FIRST")]
    [InlineData("  First\t")]
    [InlineData("One")]
    [InlineData("THE.FIRST")]
    public void Case_and_surrounding_space_of_a_name_do_not_matter(string name) =>
        Assert.Equal("first", _small.Resolve(name));

    [Theory]
    [InlineData("MINIMAX", "minimax")]
    [InlineData("minimax-IO", "minimax")]
    [InlineData("FIREWORKS-AI", "fireworks")]
    [InlineData("GEMINI", "gemini")]
    [InlineData("KIMI_CODING", "kimi-code")]
    public void Names_with_an_i_are_found_under_turkish_rules(string name, string canonical)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
        try
        {
            Assert.Equal(canonical, ProviderCatalogue.Default.Resolve(name));
            Assert.Equal("gemini-2.5-flash", ProviderCatalogue.Default.FindModel("GEMINI", "GEMINI-2.5-FLASH")?.Id);
            Assert.Equal(0.075m, ProviderCatalogue.Default.FindModel("openai", "gpt-4o-mini")?.Price?.CachedInput);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("firs")]
    [InlineData("first x")]
    [InlineData(null)]
    public void An_unknown_name_is_null_everywhere(string? name)
    {
        Assert.Null(_small.Find(name));
        Assert.Null(_small.Resolve(name));
        Assert.Null(_small.FindModel(name, "tall"));
        Assert.Empty(_small.ModelsOf(name));
    }

    [Fact]
    public void Names_list_each_provider_with_its_aliases_in_order() =>
        Assert.Equal(["first", "one", "the.first", "second", "third"], _small.Names);

    [Theory]
    [InlineData("tall", 1000)]
    [InlineData("TALL", 1000)]
    [InlineData("tall-alias", 1000)]
    [InlineData(" tall ", 1000)]
    [InlineData("tall-2026-01-02", 2000)]
    [InlineData("tall-2026-05-06", 1000)]
    [InlineData("tall-20260506", 1000)]
    [InlineData("tall@20260506", 1000)]
    [InlineData("tall-alias-20260506", 1000)]
    [InlineData("tall:latest", 1000)]
    public void A_model_is_found_exactly_first_and_then_without_its_day(string id, int context) =>
        Assert.Equal(context, _small.FindModel("one", id)?.ContextTokens);

    [Theory]
    [InlineData("tal")]
    [InlineData("tall-mini")]
    [InlineData("tall-12345678")]
    [InlineData("tall-2026")]
    [InlineData("tall20260506")]
    [InlineData("tall-202605061")]
    [InlineData("tall:1b")]
    [InlineData("small")]
    [InlineData("-20260506")]
    [InlineData(":latest")]
    [InlineData("")]
    [InlineData(null)]
    public void Another_model_is_not_mistaken_for_a_known_one(string? id) => Assert.Null(_small.FindModel("first", id));

    [Fact]
    public void A_model_that_is_only_known_with_its_day_is_found_with_it() =>
        Assert.NotNull(_small.FindModel("first", "small-20250101"));

    [Fact]
    public void A_model_of_one_provider_is_unknown_at_another() => Assert.Null(_small.FindModel("third", "tall"));

    [Fact]
    public void A_second_door_finds_the_models_of_the_first()
    {
        Assert.Equal(4, _small.ModelsOf("second").Count);
        Assert.Equal("first", _small.FindModel("second", "tall")?.Provider);
    }

    [Fact]
    public void A_model_has_the_date_of_its_group_unless_it_has_its_own()
    {
        Assert.Equal(new DateOnly(2026, 2, 3), _small.FindModel("first", "tall")?.AsOf);
        Assert.Equal(new DateOnly(2026, 1, 2), _small.FindModel("first", "tall-2026-01-02")?.AsOf);
    }

    [Fact]
    public void Pinned_ids_of_real_vendors_are_found()
    {
        Assert.Equal("claude-haiku-4-5", ProviderCatalogue.Default.FindModel("anthropic", "claude-haiku-4-5-20251001")?.Id);
        Assert.Equal("gpt-5", ProviderCatalogue.Default.FindModel("openai", "gpt-5-2025-08-07")?.Id);
        Assert.Equal("gpt-4o-2024-05-13", ProviderCatalogue.Default.FindModel("openai", "gpt-4o-2024-05-13")?.Id);
        Assert.Equal("llama3.2", ProviderCatalogue.Default.FindModel("ollama", "llama3.2:latest")?.Id);
    }

    [Fact]
    public void The_shipped_catalogue_is_read_once() => Assert.Same(ProviderCatalogue.Default, ProviderCatalogue.Default);
}
