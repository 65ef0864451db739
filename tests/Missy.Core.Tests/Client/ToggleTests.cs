using Missy.Tests.Network;

namespace Missy.Tests.Client;

public sealed class ToggleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disabled_provider_is_not_routed_to_and_says_why()
    {
        using var harness = ThreeProviders();

        Assert.True(harness.Client.SetEnabled("FIRST", enabled: false));

        Assert.Equal("second", (await harness.RouteAsync()).Provider);
        var failure = await harness.FailingRouteAsync("first");
        Assert.Equal(ErrorKind.Configuration, failure.Kind);
        Assert.Equal("Provider 'first' cannot be used: it was disabled in this process; Enable-MissyProvider enables it.", failure.Message);
        var info = await harness.Client.GetProviderAsync("first", harness.Caller, ask: false, Cancellation);
        Assert.Equal((false, false, "it was disabled in this process; Enable-MissyProvider enables it"), (info.Enabled, info.Available, info.Reason));
    }

    [Fact]
    public async Task A_provider_that_the_file_disables_can_be_enabled()
    {
        using var harness = ThreeProviders();
        Assert.Contains("disabled in the configuration", (await harness.FailingRouteAsync("off")).Message, StringComparison.Ordinal);

        Assert.True(harness.Client.SetEnabled("off", enabled: true));

        Assert.Equal("off", (await harness.AskAsync("hi", "off")).Provider);
        Assert.True((await harness.Client.GetProviderAsync("off", harness.Caller, ask: false, Cancellation)).Enabled);
    }

    [Fact]
    public async Task What_is_chosen_as_default_is_not_replaced_when_it_is_disabled()
    {
        using var harness = ThreeProviders();
        await harness.Client.SetDefaultProviderAsync("first", harness.Caller, DefaultScope.Runspace, probe: false, Cancellation);

        harness.Client.SetEnabled("first", enabled: false);

        Assert.Contains("disabled in this process", (await harness.FailingRouteAsync()).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MissyException>(
            () => harness.Client.SetDefaultProviderAsync("first", harness.Caller, DefaultScope.Process, probe: false, Cancellation));
    }

    [Theory]
    [InlineData("any")]
    [InlineData("same_model")]
    [InlineData("[second/m, off/m]")]
    public async Task A_disabled_provider_is_no_fallback(string fallback)
    {
        using var harness = ThreeProviders($"routing: {{ fallback: {fallback} }}");
        harness.Client.SetEnabled("second", enabled: false);
        harness.Client.SetEnabled("first", enabled: false);

        var failure = await harness.FailingRouteAsync();

        Assert.Contains("first: it was disabled", failure.Message, StringComparison.Ordinal);
        Assert.Empty(harness.Simulator.Requests);
    }

    [Fact]
    public async Task A_disabled_provider_is_not_asked_whether_it_answers_and_nothing_of_that_is_remembered()
    {
        using var harness = ThreeProviders();
        harness.Client.SetEnabled("first", enabled: false);

        var infos = await harness.Client.GetProvidersAsync(harness.Caller, ask: true, Cancellation);
        var test = await harness.Client.TestProviderAsync("first", Cancellation);
        Assert.Contains("disabled in this process", infos[0].Reason, StringComparison.Ordinal);
        Assert.Equal(("failed", "Run Enable-MissyProvider first."), (test.Checks[0].Status, test.Checks[0].Remedy));
        Assert.Single(harness.Simulator.Requests);

        harness.Client.SetEnabled("first", enabled: true);
        Assert.Equal("first", (await harness.RouteAsync()).Provider);
    }

    [Fact]
    public async Task A_toggle_outlives_a_change_of_the_file_by_name()
    {
        using var harness = ThreeProviders();
        harness.Client.SetEnabled("first", enabled: false);
        harness.Client.SetEnabled("off", enabled: true);

        harness.WriteConfig($$"""
            # another file
            providers:
              FIRST: { name: anthropic, model: m2, base_url: '{{harness.Simulator.BaseUrl}}' }
              off: { name: openai, model: m2, base_url: '{{harness.Simulator.BaseUrl}}v1', enabled: false }
            """);

        var route = await harness.RouteAsync();
        Assert.Equal(("off", "m2"), (route.Provider, route.Model));
    }

    [Fact]
    public async Task What_the_file_says_anyway_is_no_toggle()
    {
        using var harness = ThreeProviders();
        harness.Client.SetEnabled("first", enabled: false);
        harness.Client.SetEnabled("first", enabled: true);

        harness.WriteConfig("providers: { first: { name: ollama, model: m, enabled: false } }");

        Assert.Contains("disabled in the configuration", (await harness.FailingRouteAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_is_announced_once()
    {
        using var harness = ThreeProviders();

        Assert.True(harness.Client.SetEnabled("First", enabled: false));
        Assert.False(harness.Client.SetEnabled("first", enabled: false));
        Assert.True(harness.Client.SetEnabled("first", enabled: true));
        Assert.False(harness.Client.SetEnabled("second", enabled: true));
        Assert.False(harness.Client.SetEnabled("off", enabled: false));

        Assert.Equal([new ProviderToggled("first", false), new ProviderToggled("first", true)], harness.Events);
    }

    [Fact]
    public void A_name_that_does_not_exist_is_an_error()
    {
        using var harness = ThreeProviders();

        var failure = Assert.Throws<MissyException>(() => harness.Client.SetEnabled("frist", enabled: false));

        Assert.Contains("'first'", failure.Message, StringComparison.Ordinal);
        Assert.Empty(harness.Events);
    }

    [Fact]
    public async Task The_network_policy_opens_the_hosts_of_those_that_are_enabled_now()
    {
        using var harness = new ClientHarness(
            "providers: { on: { name: groq, model: m, api_key: test-key-1 }, off: { name: mistral, model: m, api_key: test-key-1, enabled: false } }",
            change: options => options with { Resolver = new FakeResolver() });

        harness.Client.SetEnabled("on", enabled: false);
        harness.Client.SetEnabled("off", enabled: true);

        Assert.Equal("network.default_deny", (await harness.Client.TestNetworkPolicyAsync("https://api.groq.com/", Cancellation)).Rule);
        Assert.Equal("providers.off.base_url", (await harness.Client.TestNetworkPolicyAsync("https://api.mistral.ai/", Cancellation)).Rule);
    }

    [Fact]
    public async Task A_call_that_is_under_way_goes_on()
    {
        using var harness = ThreeProviders();
        var chunks = new List<string>();

        await foreach (var chunk in harness.Client.StreamAsync(ClientHarness.Question("hi"), harness.Caller, Cancellation))
        {
            harness.Client.SetEnabled("first", enabled: false);
            chunks.Add(chunk.Kind);
        }

        Assert.Equal("done", chunks[^1]);
        Assert.Equal("second", (await harness.RouteAsync()).Provider);
    }

    private static ClientHarness ThreeProviders(string more = "")
    {
        var harness = new ClientHarness();
        var url = harness.Simulator.BaseUrl;
        harness.WriteConfig($$"""
            providers:
              first: { name: openai, model: m, base_url: '{{url}}v1' }
              second: { name: anthropic, model: m, base_url: '{{url}}' }
              off: { name: ollama, model: m, base_url: '{{url}}', enabled: false }
            {{more}}
            """);
        return harness;
    }
}
