using Missy.Tests.Client;

namespace Missy.Tests.Network;

/// <summary>The policy where it counts: in calls.</summary>
public sealed class DoorPolicyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("10.0.0.1", "address: private")]
    [InlineData("93.184.215.14 127.0.0.1", "address: loopback")]
    [InlineData("169.254.169.254", "address: metadata")]
    public async Task A_provider_s_name_with_a_bad_address_is_denied_and_nobody_is_called(string answer, string rule)
    {
        var (resolver, dialer) = (new FakeResolver().With("llm.example", answer.Split(' ')), new FakeDialer());
        using var harness = Harness("providers: { it: { name: openai, model: m, base_url: 'https://llm.example/v1', api_key: test-key-1 } }", resolver, dialer);

        var failure = await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi"));

        Assert.Equal((ErrorKind.PolicyDenied, "it"), (failure.Kind, failure.Provider));
        Assert.Contains("llm.example:443", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"rule {rule}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("network.allowed_cidrs", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(["llm.example"], resolver.Asked);
        Assert.Empty(dialer.Dialled);
    }

    [Theory]
    [InlineData("base_url: 'http://169.254.169.254/v1', local: true", "address: metadata")]
    [InlineData("base_url: 'http://[::ffff:a9fe:a9fe]/v1', auth: none", "address: metadata")]
    [InlineData("base_url: 'http://0.0.0.0:9/v1', local: true", "address: unspecified")]
    [InlineData("base_url: 'http://llm.example/v1', api_key: test-key-1", "https")]
    [InlineData("base_url: 'http://llm.example/v1', auth: none, headers: { x-team: $TEAM }", "https")]
    [InlineData("base_url: 'http://llm.example/v1', auth: none, headers: { authorization: 'Basic abc' }", "https")]
    [InlineData("base_url: 'http://93.184.215.14/v1', api_key: test-key-1", "https")]
    [InlineData("base_url: 'http://192.168.1.2/v1', api_key: test-key-1, local: false", "https")]
    public async Task What_the_address_alone_forbids_is_denied_before_a_look_up(string settings, string rule)
    {
        var (resolver, dialer) = (new FakeResolver(), new FakeDialer());
        using var harness = Harness($"providers: {{ it: {{ name: openai, model: m, {settings} }} }}", resolver, dialer);
        harness.Variables["TEAM"] = "test-team-1";

        foreach (var _ in (int[])[1, 2])
        {
            var failure = await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi"));

            Assert.Equal(ErrorKind.PolicyDenied, failure.Kind);
            Assert.Contains($"rule {rule}", failure.Message, StringComparison.Ordinal);
            Assert.NotNull(failure.Remedy);
        }

        Assert.Empty(resolver.Asked);
        Assert.Empty(dialer.Dialled);
    }

    [Theory]
    [InlineData("auth: none")]
    [InlineData("auth: none, headers: { x-team: blue }")]
    [InlineData("local: true, api_key: test-key-1")]
    public async Task Without_a_secret_or_to_a_local_provider_plain_http_will_do(string settings)
    {
        using var simulator = Simulation.SimulatorServer.Start();
        var dialer = FakeDialer.To(simulator.BaseUrl);
        using var harness = Harness(
            $"providers: {{ it: {{ name: openai, model: m, base_url: 'http://llm.example/v1', {settings} }} }}",
            new FakeResolver().With("llm.example", SamplePolicy.Public),
            dialer);

        await harness.AskAsync("hi");

        Assert.Equal("93.184.215.14:80", Assert.Single(dialer.Dialled).ToString());
    }

    [Fact]
    public async Task A_rule_about_requests_stops_them_one_by_one()
    {
        using var harness = new ClientHarness();
        harness.WriteConfig($$"""
            providers: { it: { name: openai, model: m, base_url: '{{harness.Simulator.BaseUrl}}v1' } }
            network: { rest_policies: [{ host: localhost, method: GET, path: '/v1/**', action: allow }] }
            """);

        var failure = await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi"));
        var models = await harness.Client.GetModelsAsync(harness.Client.Registry.Get("it"), live: true, Cancellation);

        Assert.Equal(ErrorKind.PolicyDenied, failure.Kind);
        Assert.Contains("POST /v1/chat/completions", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(models);
        Assert.Equal("GET", Assert.Single(harness.Simulator.Requests).Method);
    }

    [Fact]
    public async Task A_connection_made_with_a_local_provider_s_permission_serves_no_other()
    {
        using var simulator = Simulation.SimulatorServer.Start();
        var dialer = FakeDialer.To(simulator.BaseUrl);
        using var harness = Harness(
            """
            providers:
              near: { name: openai, model: m, base_url: 'http://llm.example/v1', local: true }
              far: { name: openai, model: m, base_url: 'http://llm.example/v1', local: false, auth: none }
            """,
            new FakeResolver().With("llm.example", "10.0.0.1"),
            dialer);

        await harness.AskAsync("hi", "near");
        await harness.AskAsync("hi", "near");
        var failure = await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi", "far"));

        Assert.Equal(ErrorKind.PolicyDenied, failure.Kind);
        Assert.Single(dialer.Dialled);
        Assert.Equal(2, simulator.Requests.Count);
    }

    [Fact]
    public async Task A_connection_made_under_former_rules_serves_no_request_under_stricter_ones()
    {
        using var simulator = Simulation.SimulatorServer.Start();
        var dialer = FakeDialer.To(simulator.BaseUrl);
        const string Provider = "providers: { it: { name: openai, model: m, base_url: 'http://llm.example/v1', auth: none } }\n";
        using var harness = Harness(
            Provider + "network: { allowed_cidrs: [10.0.0.0/8] }", new FakeResolver().With("llm.example", "10.0.0.1"), dialer);

        await harness.AskAsync("hi");
        harness.WriteConfig(Provider + "network: { max_response_bytes: 1000000 }");
        var failure = await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi"));
        harness.WriteConfig(Provider + "network: { allowed_cidrs: [10.0.0.0/8], max_response_bytes: 1000000 }");
        await harness.AskAsync("hi");

        // The rules are those of the first call again, and so is the connection.
        Assert.Equal(ErrorKind.PolicyDenied, failure.Kind);
        Assert.Single(dialer.Dialled);
    }

    [Fact]
    public async Task A_name_that_turns_to_this_machine_once_its_connection_is_gone_is_denied()
    {
        using var server = new RawServer("HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        var dialer = FakeDialer.To(server.BaseUrl);
        var resolver = new FakeResolver().With("llm.example", SamplePolicy.Public).With("llm.example", "127.0.0.1");
        using var harness = Harness("providers: { it: { name: openai, model: m, base_url: 'http://llm.example/v1', auth: none } }", resolver, dialer);

        var first = await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi"));
        var second = await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi"));

        Assert.Equal((ErrorKind.Unavailable, ErrorKind.PolicyDenied), (first.Kind, second.Kind));
        Assert.Single(dialer.Dialled);
    }

    [Fact]
    public async Task Providers_show_the_host_and_port_that_they_open()
    {
        using var harness = new ClientHarness("""
            providers:
              groq: { model: m, api_key: test-key-1 }
              lab: { name: openai, model: m, base_url: 'http://192.168.1.20:8000/v1' }
              off: { name: mistral, model: m, enabled: false }
            """);

        var infos = await harness.Client.GetProvidersAsync(harness.Caller, ask: false, Cancellation);

        Assert.Equal(["api.groq.com:443", "192.168.1.20:8000", "api.mistral.ai:443"], infos.Select(info => info.Host));
        Assert.Equal("providers.lab.base_url", (await Test(harness, "http://192.168.1.20:8000/x")).Rule);
        Assert.False((await Test(harness, "https://api.mistral.ai/")).Allowed);
        Assert.False((await Test(harness, "https://api.openai.com/")).Allowed);
    }

    [Fact]
    public async Task Without_a_file_the_known_services_are_in_effect()
    {
        using var harness = new ClientHarness(change: options => options with { Resolver = new FakeResolver() });

        Assert.Equal("providers.openai.base_url", (await Test(harness, "https://api.openai.com/v1/models")).Rule);
        Assert.Equal("providers.openai-codex.oauth", (await Test(harness, "https://auth.openai.com/oauth/token")).Rule);
        Assert.False((await Test(harness, "https://example.com/")).Allowed);
    }

    private static Task<PolicyVerdict> Test(ClientHarness harness, string url) => harness.Client.TestNetworkPolicyAsync(url, Cancellation);

    private static ClientHarness Harness(string yaml, FakeResolver resolver, FakeDialer dialer) =>
        new(yaml, change: options => options with { Resolver = resolver, Dialer = dialer });
}
