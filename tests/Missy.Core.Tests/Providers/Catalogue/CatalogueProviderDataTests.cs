using System.Text.RegularExpressions;
using Missy.Providers;

namespace Missy.Tests.Providers.Catalogue;

public sealed partial class CatalogueProviderDataTests
{
    public static TheoryData<string> Names => new(ProviderCatalogue.Default.Providers.Select(p => p.Name));

    [Fact]
    public void The_big_vendors_come_first_and_in_this_order() =>
        Assert.Equal(
            ["anthropic", "openai", "gemini"],
            ProviderCatalogue.Default.Providers.Take(3).Select(p => p.Name));

    [Fact]
    public void No_two_providers_share_a_name_or_alias()
    {
        IReadOnlyList<string> names = ProviderCatalogue.Default.Names;

        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(names.Count, ProviderCatalogue.Default.Providers.Sum(p => 1 + p.Aliases.Count));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_is_lower_case_and_free_of_the_separators_of_routes(string name)
    {
        CatalogueProvider provider = ProviderCatalogue.Default.Find(name)!;

        Assert.All([provider.Name, .. provider.Aliases], n => Assert.Matches(NamePattern(), n));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_base_url_is_https_unless_it_is_this_machine(string name)
    {
        CatalogueProvider provider = ProviderCatalogue.Default.Find(name)!;
        if (provider.BaseUrl is null)
        {
            Assert.True(provider.BaseUrlHint is not null || provider.Wire == WireKind.Simulator);
            return;
        }

        Uri url = new(provider.BaseUrl, UriKind.Absolute);
        Assert.Null(provider.BaseUrlHint);
        Assert.Equal(provider.Local, url.IsLoopback);
        Assert.Equal(provider.Local ? "http" : "https", url.Scheme);
        Assert.False(provider.BaseUrl.EndsWith('/'));
        Assert.Empty(url.Query + url.UserInfo + url.Fragment);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_base_url_hint_is_an_https_url_with_a_part_to_replace(string name)
    {
        CatalogueProvider provider = ProviderCatalogue.Default.Find(name)!;
        if (provider.BaseUrlHint is { } hint)
        {
            Assert.Equal("https", new Uri(hint).Scheme);
            Assert.Matches("[A-Z]{4,}", hint);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_key_variable_is_named_exactly_where_a_key_is_needed(string name)
    {
        CatalogueProvider provider = ProviderCatalogue.Default.Find(name)!;

        Assert.Equal(provider.Auth == CatalogueAuth.None, provider.KeyEnv.Count == 0);
        Assert.Equal(provider.Auth == CatalogueAuth.None, provider.Local);
        Assert.Equal(provider.Auth == CatalogueAuth.Header, provider.AuthHeader is not null);
        Assert.All(provider.KeyEnv, variable => Assert.Matches("^[A-Z][A-Z0-9_]*(_KEY|_TOKEN|BEDROCK)$", variable));
        Assert.Equal(provider.KeyEnv.Count, provider.KeyEnv.Distinct().Count());
    }

    [Fact]
    public void Without_configuration_one_key_variable_leads_to_one_provider()
    {
        string[] variables = [.. ProviderCatalogue.Default.Providers
            .Where(p => p.Discover && p.BaseUrl is not null).SelectMany(p => p.KeyEnv)];

        Assert.Equal(variables.Distinct(), variables);
    }

    [Fact]
    public void Without_configuration_tokens_that_usually_serve_something_else_lead_nowhere() =>
        Assert.DoesNotContain(
            ProviderCatalogue.Default.Providers,
            p => p.Discover && p.BaseUrl is not null && (p.KeyEnv.Contains("GITHUB_TOKEN") || p.KeyEnv.Contains("HF_TOKEN")));

    [Fact]
    public void Ollama_is_the_only_keyless_provider_that_is_looked_for() =>
        Assert.Equal(
            ["ollama"],
            ProviderCatalogue.Default.Providers.Where(p => p.Discover && p.KeyEnv.Count == 0).Select(p => p.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_model_of_a_provider_with_a_model_list_is_in_that_list(string name)
    {
        CatalogueProvider provider = ProviderCatalogue.Default.Find(name)!;
        if (ProviderCatalogue.Default.ModelsOf(name).Count == 0)
        {
            Assert.Null(provider.ModelsFrom);
            return;
        }

        foreach (string? model in new[] { provider.DefaultModel, provider.FastModel, provider.PremiumModel })
        {
            Assert.True(model is null || ProviderCatalogue.Default.FindModel(name, model)?.Id == model, model);
        }
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai")]
    [InlineData("openai-responses")]
    [InlineData("gemini")]
    public void The_big_vendors_have_a_model_for_each_tier(string name)
    {
        CatalogueProvider provider = ProviderCatalogue.Default.Find(name)!;

        string?[] tiers = [provider.FastModel, provider.DefaultModel, provider.PremiumModel];
        Assert.Equal(3, tiers.OfType<string>().Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_id_with_a_slash_occurs_only_where_slashes_are_expected(string name)
    {
        CatalogueProvider provider = ProviderCatalogue.Default.Find(name)!;
        IEnumerable<string?> ids = ProviderCatalogue.Default.ModelsOf(name).Select(m => m.Id);

        Assert.True(
            provider.SlashIds || !ids.Append(provider.DefaultModel).Append(provider.FastModel).Append(provider.PremiumModel)
                .Any(id => id?.Contains('/', StringComparison.Ordinal) == true));
    }

    [Theory]
    [InlineData("openai", "max_completion_tokens")]
    [InlineData("azure", "max_completion_tokens")]
    [InlineData("openrouter", "max_tokens")]
    [InlineData("lmstudio", "max_tokens")]
    public void The_field_that_limits_an_answer_is_the_services_own(string name, string field) =>
        Assert.Equal(field, ProviderCatalogue.Default.Find(name)!.MaxTokensField);

    [Theory]
    [InlineData("anthropic", "x-api-key")]
    [InlineData("azure", "api-key")]
    [InlineData("openai", null)]
    public void The_header_of_the_key_is_the_services_own(string name, string? header) =>
        Assert.Equal(header, ProviderCatalogue.Default.Find(name)!.AuthHeader);

    [Theory]
    [InlineData("openai-responses")]
    [InlineData("azure")]
    public void A_second_door_shows_the_models_of_the_first(string name) =>
        Assert.Same(ProviderCatalogue.Default.ModelsOf("openai"), ProviderCatalogue.Default.ModelsOf(name));

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
