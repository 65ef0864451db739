using Missy.Configuration.Schema;
using Missy.Providers;
using Missy.Routing;

namespace Missy.Tests.Routing.Aliases;

/// <summary>The data of the built-in aliases.</summary>
public sealed class BuiltInAliasTests
{
    private static readonly ProviderCatalogue _catalogue = ProviderCatalogue.Default;

    // Families that any local server may hold, by their own name or a longer one.
    private static readonly string[] _openFamilies =
    [
        "llama", "mistral", "mixtral", "codestral", "devstral", "magistral", "ministral", "pixtral", "qwen", "qwq", "deepseek", "gemma", "phi", "kimi",
        "glm", "nemotron", "command", "gpt-oss", "falcon", "granite", "olmo", "yi", "minimax", "jamba", "smollm",
    ];

    [Fact]
    public void Every_target_is_a_model_of_the_catalogue_at_a_service_by_its_own_name() => Assert.All(BuiltInAliases.All, alias =>
    {
        Assert.Equal(alias.Provider, _catalogue.Find(alias.Provider)?.Name);
        Assert.Contains(_catalogue.ModelsOf(alias.Provider), model => model.Id == alias.Model);
        Assert.Equal(AliasSource.BuiltIn, alias.Source);
        Assert.Null(alias.ShadowedBy);
    });

    [Fact]
    public void No_alias_is_the_name_of_a_service() =>
        Assert.All(BuiltInAliases.All, alias => Assert.Null(_catalogue.Find(alias.Name)));

    [Fact]
    public void No_alias_is_an_id_at_any_service() => Assert.All(BuiltInAliases.All, alias =>
        Assert.DoesNotContain(_catalogue.Providers, provider => _catalogue.FindModel(provider.Name, alias.Name) is not null));

    [Fact]
    public void No_alias_stands_for_another() => Assert.All(BuiltInAliases.All, alias => Assert.Null(BuiltInAliases.Find(alias.Model)));

    [Fact]
    public void No_alias_is_of_a_family_with_published_weights_which_a_local_server_may_hold() => Assert.All(BuiltInAliases.All, alias =>
        Assert.DoesNotContain(_openFamilies, family => alias.Name.StartsWith(family, StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void Every_name_could_be_written_in_a_configuration_and_is_lower_case() => Assert.All(BuiltInAliases.All, alias =>
    {
        Assert.Null(EntryName.Problem(alias.Name));
        Assert.Equal(alias.Name.ToLowerInvariant(), alias.Name);
    });

    [Theory]
    [InlineData("anthropic", "haiku", "sonnet", "opus")]
    [InlineData("openai", "gpt-mini", "gpt-sol", "gpt-astra")]
    [InlineData("gemini", "gemini-flash-lite", "gemini-flash", "gemini-pro")]
    public void The_names_of_a_line_stand_for_the_models_that_the_service_is_asked_for_by_itself(
        string service, string fast, string usual, string premium)
    {
        var provider = _catalogue.Find(service)!;

        Assert.Equal(
            (provider.FastModel, provider.DefaultModel, provider.PremiumModel),
            (BuiltInAliases.Find(fast)!.Model, BuiltInAliases.Find(usual)!.Model, BuiltInAliases.Find(premium)!.Model));
    }
}
