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
}
