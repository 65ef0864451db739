using System.Text;
using Missy.Providers;
using Missy.Simulation;
using Missy.Tests.Client;

namespace Missy.Tests.Routing;

public sealed class NoConfigurationTests
{
    [Fact]
    public async Task Keys_in_the_environment_make_providers_in_catalogue_order()
    {
        using var harness = new ClientHarness();
        harness.Variables["GROQ_API_KEY"] = "test-key-1";
        harness.Variables["OPENAI_API_KEY"] = "test-key-2";

        Assert.Equal(["openai", "groq"], harness.Client.Registry.Providers.Select(provider => provider.Name));
        Assert.Equal("openai", (await harness.RouteAsync()).Provider);
        Assert.Equal("groq", (await harness.RouteAsync("groq")).Provider);
    }

    [Fact]
    public async Task A_key_that_is_set_later_counts_at_once()
    {
        using var harness = new ClientHarness();
        var before = await harness.FailingRouteAsync("anthropic");

        harness.Variables["ANTHROPIC_API_KEY"] = "test-key-1";

        Assert.Contains("ANTHROPIC_API_KEY is not set", before.Message, StringComparison.Ordinal);
        Assert.Equal("anthropic", (await harness.RouteAsync()).Provider);
    }

    [Fact]
    public async Task A_file_without_providers_is_as_good_as_none()
    {
        using var harness = new ClientHarness("# nothing yet\n");
        harness.Variables["OPENAI_API_KEY"] = "test-key-1";

        Assert.Equal("openai", (await harness.RouteAsync()).Provider);
    }

    [Fact]
    public async Task A_file_with_the_simulator_alone_says_that_it_must_be_named()
    {
        using var harness = new ClientHarness("providers: { sim: { name: simulator } }");

        var failure = await harness.FailingRouteAsync();

        Assert.Equal("The configuration has no provider but the simulator, which answers only when it is named.", failure.Message);
    }

    [Theory]
    [InlineData("providers: { it: { name: openai, model: m, base_url: 'nonsense' } }")]
    [InlineData("providers: { it: { name: openai, model: m, base_url: 'nonsense' }, sim: { name: simulator } }")]
    [InlineData("providers: { it: { name: openai, model: m, base_url: 'nonsense' }, a: { name: openai, enabled: false }, b: { name: groq, enabled: false } }")]
    public async Task A_provider_that_was_left_out_for_an_error_is_named_with_it_where_nobody_else_can_answer(string yaml)
    {
        using var harness = new ClientHarness(yaml);

        var failure = await harness.FailingRouteAsync();

        Assert.Equal(ErrorKind.Configuration, failure.Kind);
        Assert.Contains("it was left out of the configuration: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("base_url", failure.Message, StringComparison.Ordinal);
        Assert.Contains("missy config validate", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(yaml.Contains("simulator", StringComparison.Ordinal), failure.Message.Contains("simulator", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_simulator_answers_when_it_is_named()
    {
        using var harness = new ClientHarness();

        var response = await harness.AskAsync("hi", "simulator");

        Assert.Equal("simulator", response.Provider);
        Assert.Contains("simulated", response.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_simulator_never_answers_and_never_starts_unless_it_is_named()
    {
        using var harness = new ClientHarness("providers: { simulator: {}, off: { name: openai, enabled: false } }");

        await harness.FailingRouteAsync();

        Assert.False(harness.SimulatorStarted);
    }

    [Fact]
    public async Task Without_a_key_an_Ollama_that_listens_is_found()
    {
        using var harness = new ClientHarness(catalogue: WithOllamaAt);

        var route = await harness.RouteAsync();
        var listed = await harness.Client.GetProvidersAsync(harness.Caller, ask: false, TestContext.Current.CancellationToken);

        Assert.Equal("ollama/llama3.2", route.ToString());
        Assert.Equal(("ollama", true, true), (listed[0].Name, listed[0].Default, listed[0].Available));
        Assert.Equal(["/api/tags"], harness.Simulator.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task With_a_key_no_Ollama_is_looked_for()
    {
        using var harness = new ClientHarness(catalogue: WithOllamaAt);
        harness.Variables["OPENAI_API_KEY"] = "test-key-1";

        Assert.Equal("openai", (await harness.RouteAsync()).Provider);
        Assert.Empty(harness.Simulator.Requests);
    }

    private static ProviderCatalogue WithOllamaAt(SimulatorServer server) => ProviderCatalogue.Parse(Encoding.UTF8.GetBytes($$"""
        [
          { "name": "openai", "displayName": "OpenAI", "wire": "openai", "baseUrl": "https://api.openai.com/v1",
            "keyEnv": ["OPENAI_API_KEY"], "auth": "bearer", "aliases": [], "defaultModel": "gpt-5" },
          { "name": "ollama", "displayName": "Ollama", "wire": "ollama", "baseUrl": "{{server.BaseUrl.AbsoluteUri.TrimEnd('/')}}",
            "keyEnv": [], "auth": "none", "aliases": [], "defaultModel": "llama3.2", "local": true },
          { "name": "simulator", "displayName": "Simulator", "wire": "simulator", "baseUrl": null,
            "keyEnv": [], "auth": "none", "aliases": [], "defaultModel": "simulator", "local": true, "discover": false }
        ]
        """));
}
