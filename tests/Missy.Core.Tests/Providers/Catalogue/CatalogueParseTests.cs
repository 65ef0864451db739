using System.Text;
using Missy.Providers;

namespace Missy.Tests.Providers.Catalogue;

public sealed class CatalogueParseTests
{
    private const string Provider = """{ "name": "a", "displayName": "A", "wire": "openai" }""";

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("{}", "providers")]
    [InlineData("[", "JSON")]
    [InlineData("[1]", "providers")]
    [InlineData("[] 1", "JSON")]
    [InlineData("""[{ "displayName": "A", "wire": "openai" }]""", "'name'")]
    [InlineData("""[{ "name": "a", "wire": "openai" }]""", "'displayName'")]
    [InlineData("""[{ "name": "a", "displayName": "A" }]""", "'wire'")]
    [InlineData("""[{ "name": " " }]""", "'name'")]
    [InlineData("""[{ "name": 1 }]""", "'name'")]
    [InlineData("""[{ "name": null }]""", "'name'")]
    [InlineData("""[{ "wire": "gopher" }]""", "gopher")]
    [InlineData("""[{ "auth": "basic" }]""", "basic")]
    [InlineData("""[{ "local": "yes" }]""", "'local'")]
    [InlineData("""[{ "aliases": "x" }]""", "'aliases'")]
    [InlineData("""[{ "aliases": [1] }]""", "'aliases'")]
    [InlineData("""[{ "keyEnv": [""] }]""", "'keyEnv'")]
    [InlineData("""[{ "maxTokensField": "limit" }]""", "limit")]
    [InlineData("""[{ "basUrl": "https://a.example" }]""", "basUrl")]
    [InlineData("""[{ "name": "a", "displayName": "A", "wire": "openai", "auth": "header" }]""", "'authHeader'")]
    [InlineData("""[{ "name": "a", "displayName": "A", "wire": "openai", "aliases": ["A"] }]""", "'A' twice")]
    public void A_faulty_provider_list_is_refused_by_name_of_the_field(string json, string named)
    {
        FormatException error = Assert.Throws<FormatException>(() => ProviderCatalogue.Parse(Encoding.UTF8.GetBytes(json)));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{ "models": [] }]""", "'provider'")]
    [InlineData("""[{ "provider": "a", "models": [] }]""", "'asOf'")]
    [InlineData("""[{ "asOf": "3 May 2026" }]""", "3 May 2026")]
    [InlineData("""[{ "asOf": "2026-02-30" }]""", "2026-02-30")]
    [InlineData("""[{ "provider": "a", "asOf": "2026-01-01", "models": [{ "aliases": [] }] }]""", "'id'")]
    [InlineData("""[{ "provider": "a", "asOf": "2026-01-01", "models": [{ "contextTokens": 0 }] }]""", "'contextTokens'")]
    [InlineData("""[{ "provider": "a", "asOf": "2026-01-01", "models": [{ "contextTokens": 1.5 }] }]""", "'contextTokens'")]
    [InlineData("""[{ "provider": "a", "asOf": "2026-01-01", "models": [{ "price": { "input": -1 } }] }]""", "'input'")]
    [InlineData("""[{ "provider": "a", "asOf": "2026-01-01", "models": [{ "price": { "input": 1 } }] }]""", "'output'")]
    [InlineData("""[{ "provider": "a", "asOf": "2026-01-01", "models": [{ "price": 3 }] }]""", "'price'")]
    [InlineData("""[{ "provider": "a", "asOf": "2026-01-01", "models": [{ "price": { "longPrompt": { "input": 1 } } }] }]""", "'aboveTokens'")]
    [InlineData("""[{ "provider": "a", "asOf": "2026-01-01", "models": [{ "capabilities": ["magic"] }] }]""", "magic")]
    [InlineData("""[{ "provider": "a", "asOf": "2026-01-01", "models": [{ "id": "m" }, { "id": "M" }] }]""", "'M'")]
    [InlineData("""[{ "provider": "a", "asOf": "2026-01-01", "models": [{ "contxt": 1 }] }]""", "contxt")]
    public void A_faulty_model_list_is_refused_when_a_model_is_first_asked_for(string json, string named)
    {
        ProviderCatalogue catalogue = ProviderCatalogue.Parse(Encoding.UTF8.GetBytes($"[{Provider}]"), Encoding.UTF8.GetBytes(json));

        Assert.Equal("a", catalogue.Resolve("a"));
        FormatException error = Assert.Throws<FormatException>(() => catalogue.FindModel("a", "m"));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_that_are_left_out_have_the_usual_values()
    {
        CatalogueProvider provider = ProviderCatalogue.Parse(Encoding.UTF8.GetBytes($"[{Provider}]")).Find("a")!;

        Assert.Equal(
            new CatalogueProvider
            {
                Name = "a",
                DisplayName = "A",
                Wire = WireKind.OpenAI,
                KeyEnv = provider.KeyEnv,
                Aliases = provider.Aliases,
            },
            provider);
        Assert.True(provider is { Discover: true, StreamUsage: true, Local: false, SlashIds: false, MaxTokensField: "max_tokens" });
        Assert.Equal(CatalogueAuth.Bearer, provider.Auth);
        Assert.Empty(provider.KeyEnv);
    }

    [Fact]
    public void Every_field_of_a_model_is_read()
    {
        const string Json = """
            [{ "provider": "a", "asOf": "2026-01-01", "source": "https://a.example/p", "models": [{
              "id": "m", "aliases": ["n"], "contextTokens": 9, "maxOutputTokens": 8, "capabilities": ["tools", "json"],
              "temperature": false, "asOf": "2026-03-04",
              "price": { "input": 1.5, "output": 2, "cachedInput": null,
                "longPrompt": { "aboveTokens": 5, "input": 3, "output": 4, "cachedInput": 0.25 } } }] }]
            """;
        CatalogueModel model = ProviderCatalogue
            .Parse(Encoding.UTF8.GetBytes($"[{Provider}]"), Encoding.UTF8.GetBytes(Json)).FindModel("a", "n")!;

        Assert.Equal(
            new CatalogueModel
            {
                Provider = "a",
                Id = "m",
                Aliases = model.Aliases,
                ContextTokens = 9,
                MaxOutputTokens = 8,
                Capabilities = ModelCapabilities.Tools | ModelCapabilities.Json,
                Temperature = false,
                Price = new ModelPrice(1.5m, 2m, null, new LongPromptPrice(5, 3m, 4m, 0.25m)),
                AsOf = new DateOnly(2026, 3, 4),
                Source = "https://a.example/p",
            },
            model);
        Assert.Equal(["n"], model.Aliases);
    }
}
