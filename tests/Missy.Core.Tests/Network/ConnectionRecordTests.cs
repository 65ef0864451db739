using Missy.Tests.Client;

namespace Missy.Tests.Network;

/// <summary>Missy sends nothing to anyone but the providers configured.</summary>
public sealed class ConnectionRecordTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_a_client_does_it_asks_for_and_calls_the_configured_hosts_alone()
    {
        using var simulator = Simulation.SimulatorServer.Start();
        var resolver = new FakeResolver().With("one.example", SamplePolicy.Public).With("two.example", "93.184.215.15");
        var dialer = FakeDialer.To(simulator.BaseUrl);
        using var harness = new ClientHarness(
            """
            default_provider: one
            providers:
              one: { name: openai, model: m, base_url: 'http://one.example/v1', auth: none }
              two: { name: anthropic, model: m, base_url: 'http://two.example:8080', auth: none }
              off: { name: openai, model: m, base_url: 'http://off.example/v1', auth: none, enabled: false }
            audit: audit.jsonl
            """,
            change: options => options with { Resolver = resolver, Dialer = dialer, SystemProxy = _ => throw new InvalidOperationException() });
        harness.Variables["ANTHROPIC_API_KEY"] = "test-key-1";
        harness.Variables["HTTPS_PROXY"] = "http://proxy.example:3128";
        var client = harness.Client;

        // Nothing of this needs the network.
        _ = client.ConfigLocation;
        _ = client.Config;
        _ = client.UsualProvider(harness.Caller);
        await harness.RouteAsync();
        await client.DiscoverLocalAsync(Cancellation);
        await client.GetProvidersAsync(harness.Caller, ask: false, Cancellation);
        await client.GetModelsAsync(client.Registry.Get("one"), live: false, Cancellation);
        await client.TestNetworkPolicyAsync("https://elsewhere.example/", Cancellation);
        await client.SetDefaultProviderAsync("two", harness.Caller, DefaultScope.Runspace, probe: false, Cancellation);
        Assert.Empty(resolver.Asked);
        Assert.Empty(dialer.Dialled);

        await client.GetProvidersAsync(harness.Caller, ask: true, Cancellation);
        await client.SetDefaultProviderAsync("two", harness.Caller, DefaultScope.Runspace, probe: true, Cancellation);
        foreach (var name in (string[])["one", "two", "off"])
        {
            await client.GetProviderAsync(name, harness.Caller, ask: false, Cancellation);
            await client.TestProviderAsync(name, Cancellation);
        }

        foreach (var name in (string[])["one", "two"])
        {
            await client.GetModelsAsync(client.Registry.Get(name), live: true, Cancellation);
            await harness.AskAsync("hi", name);
            await foreach (var _ in client.StreamAsync(ClientHarness.Question("hi", name), harness.Caller, Cancellation))
            {
            }
        }

        Assert.Equal(["one.example", "two.example"], resolver.Asked.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            ["93.184.215.14:80", "93.184.215.15:8080"],
            dialer.Dialled.Select(endpoint => endpoint.ToString()).Distinct().Order(StringComparer.Ordinal));
    }
}
