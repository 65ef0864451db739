using Missy.Simulation;
using Missy.Tests.Support;

namespace Missy.Tests.Client;

public sealed class DefaultProviderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_default_holds_for_its_caller_alone_and_is_announced()
    {
        using var harness = TwoProviders();
        var other = new CallerState();

        await harness.Client.SetDefaultProviderAsync("SECOND", harness.Caller, DefaultScope.Runspace, probe: true, Cancellation);

        Assert.Equal("second", (await harness.RouteAsync()).Provider);
        Assert.Equal("first", (await harness.Client.ResolveRouteAsync(ClientHarness.Question("hi"), other, Cancellation)).Provider);
        Assert.Equal([new ProviderChanged(null, "second", "Runspace")], harness.Events);
    }

    [Fact]
    public async Task What_concerns_a_caller_alone_is_announced_to_it_alone()
    {
        using var harness = TwoProviders();
        var heard = new RecordedEvents();
        var caller = new CallerState { Events = heard };

        await harness.Client.SetDefaultProviderAsync("second", caller, DefaultScope.Runspace, probe: false, Cancellation);
        await harness.Client.SetDefaultProviderAsync("dead", caller, DefaultScope.Process, probe: false, Cancellation);
        harness.Client.ClearDefaultProvider(caller, DefaultScope.Runspace);

        Assert.Equal([new ProviderChanged(null, "second", "Runspace"), new ProviderChanged("second", null, "Runspace")], heard.All);
        Assert.Equal([new ProviderChanged(null, "dead", "Process")], harness.Events);
    }

    [Theory]
    [InlineData("nobody", ErrorKind.Configuration)]
    [InlineData("off", ErrorKind.Configuration)]
    [InlineData("keyless", ErrorKind.Authentication)]
    [InlineData("dead", ErrorKind.Unavailable)]
    public async Task What_cannot_answer_is_refused_and_nothing_changes(string name, ErrorKind kind)
    {
        using var harness = TwoProviders();

        var failure = await Assert.ThrowsAsync<MissyException>(
            () => harness.Client.SetDefaultProviderAsync(name, harness.Caller, DefaultScope.Runspace, probe: true, Cancellation));

        Assert.Equal(kind, failure.Kind);
        Assert.Null(harness.Caller.DefaultProvider);
        Assert.Empty(harness.Events);
    }

    [Fact]
    public async Task Without_a_probe_a_silent_provider_is_taken()
    {
        using var harness = TwoProviders();

        await harness.Client.SetDefaultProviderAsync("dead", harness.Caller, DefaultScope.Runspace, probe: false, Cancellation);

        Assert.Equal("dead", harness.Caller.DefaultProvider);
    }

    [Fact]
    public async Task A_recent_failed_probe_does_not_stand_in_the_way_of_a_new_one()
    {
        using var harness = TwoProviders();
        harness.Simulator.AddFault(FaultRule.Parse("call=1;503"));
        var first = harness.Client.Registry.Get("first");
        Assert.NotNull(await first.ProbeAsync(fresh: true, Cancellation));
        Assert.NotNull(first.WhyUnavailable());

        await harness.Client.SetDefaultProviderAsync("first", harness.Caller, DefaultScope.Runspace, probe: true, Cancellation);

        Assert.Equal("first", harness.Caller.DefaultProvider);
    }

    [Fact]
    public async Task A_local_provider_that_just_failed_its_probe_is_unavailable_for_a_while()
    {
        using var harness = TwoProviders();

        var failure = await harness.Client.Registry.Get("dead").ProbeAsync(fresh: true, Cancellation);
        var info = (await harness.Client.GetProvidersAsync(harness.Caller, ask: false, Cancellation)).Single(provider => provider.Name == "dead");

        Assert.Equal(ErrorKind.Unavailable, failure!.Kind);
        Assert.False(info.Available);
        Assert.Equal(failure.Message, info.Reason);
    }

    [Fact]
    public async Task A_provider_that_refuses_the_key_fails_its_probe()
    {
        using var harness = TwoProviders();
        harness.Simulator.AddFault(FaultRule.Parse("401"));

        var infos = await harness.Client.GetProvidersAsync(harness.Caller, ask: true, Cancellation);

        Assert.Contains("did not accept the key", infos.Single(provider => provider.Name == "first").Reason, StringComparison.Ordinal);
    }

    private static ClientHarness TwoProviders()
    {
        var harness = new ClientHarness();
        var url = harness.Simulator.BaseUrl;
        harness.WriteConfig($$"""
            providers:
              first: { name: openai, model: m, base_url: '{{url}}v1' }
              second: { name: anthropic, model: m, base_url: '{{url}}' }
              off: { name: ollama, model: m, base_url: '{{url}}', enabled: false }
              keyless: { name: groq, model: m }
              dead: { name: ollama, model: m, base_url: 'http://127.0.0.1:1' }
            """);
        return harness;
    }
}
