using Missy.Configuration;
using Missy.Network;
using Missy.Tests.Client;

namespace Missy.Tests.Network;

public sealed class ProxyTests
{
    private const string Refusal = "HTTP/1.1 502 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://llm.example/v1", "CONNECT llm.example:443 HTTP/1.1")]
    [InlineData("http://llm.example/v1", "POST http://llm.example/v1/chat/completions HTTP/1.1")]
    public async Task The_proxy_named_is_looked_up_and_called_and_the_target_is_not(string url, string firstLine)
    {
        using var proxy = new RawServer(Refusal);
        var (resolver, dialer) = (new FakeResolver().With("proxy.corp", "10.0.0.9"), FakeDialer.To(proxy.BaseUrl));
        using var harness = Harness(url, "proxy: 'http://proxy.corp:3128'", resolver, dialer);

        var failure = await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi"));

        Assert.Equal(ErrorKind.Unavailable, failure.Kind);
        Assert.StartsWith(firstLine, Assert.Single(proxy.Heads), StringComparison.Ordinal);
        Assert.Equal(["proxy.corp"], resolver.Asked);
        Assert.Equal("10.0.0.9:3128", Assert.Single(dialer.Dialled).ToString());
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("10.0.0.9 0.0.0.0")]
    public async Task A_proxy_s_address_is_checked_as_well(string answer)
    {
        var (resolver, dialer) = (new FakeResolver().With("proxy.corp", answer.Split(' ')), new FakeDialer());
        using var harness = Harness("https://llm.example/v1", "proxy: 'http://proxy.corp:3128'", resolver, dialer);

        var failure = await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi"));

        Assert.Equal(ErrorKind.PolicyDenied, failure.Kind);
        Assert.Empty(dialer.Dialled);
    }

    [Fact]
    public async Task Local_providers_are_called_straight()
    {
        using var harness = new ClientHarness(change: options => options with
        {
            Resolver = new FakeResolver(),
            SystemProxy = _ => throw new InvalidOperationException("Nobody should ask."),
        });
        foreach (var proxy in (string[])["system", "'http://proxy.corp:3128'"])
        {
            harness.WriteConfig($$"""
                providers: { it: { name: openai, model: m, base_url: '{{harness.Simulator.BaseUrl}}v1' } }
                network: { proxy: {{proxy}} }
                """);

            await harness.AskAsync("hi");
        }
    }

    [Fact]
    public async Task The_system_s_proxy_is_asked_for_only_when_the_configuration_says_so()
    {
        using var proxy = new RawServer(Refusal);
        var (resolver, dialer) = (new FakeResolver().With("llm.example", SamplePolicy.Public), FakeDialer.To(proxy.BaseUrl));
        using var harness = Harness("http://llm.example/v1", "proxy: null", resolver, dialer, _ => proxy.BaseUrl);

        await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi"));
        harness.WriteConfig(Yaml("http://llm.example/v1", "proxy: system"));
        await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi"));

        Assert.StartsWith("POST /v1/", proxy.Heads[0], StringComparison.Ordinal);
        Assert.StartsWith("POST http://llm.example/v1/", proxy.Heads[1], StringComparison.Ordinal);
        Assert.Equal(["llm.example"], resolver.Asked);
    }

    [Theory]
    [InlineData("HTTPS_PROXY", true)]
    [InlineData("https_proxy", true)]
    [InlineData("HTTP_PROXY", true)]
    [InlineData("NO_PROXY", false)]
    public async Task A_failed_connection_tells_of_a_proxy_that_is_set_and_not_used(string variable, bool told)
    {
        foreach (var resolver in (FakeResolver[])[new(), new FakeResolver().With("llm.example", SamplePolicy.Public)])
        {
            using var harness = Harness("https://llm.example/v1", "proxy: null", resolver, new FakeDialer((_, _) => FakeDialer.Refuse()));
            harness.Variables[variable] = "http://proxy.corp:3128";

            var failure = await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi"));

            Assert.Equal(ErrorKind.Unavailable, failure.Kind);
            Assert.Equal(told, failure.Remedy!.Contains($"{variable} is set", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_verdict_says_that_the_proxy_looks_the_name_up()
    {
        var policy = SamplePolicy.With(SamplePolicy.Config with { Proxy = ProxyMode.Url, ProxyUrl = new Uri("http://proxy.corp:3128") });
        var resolver = SamplePolicy.Resolver();

        var verdict = await SamplePolicy.TestAsync("https://llm.example/", policy, resolver);
        var local = await SamplePolicy.TestAsync("http://nas.local:8000/", policy, resolver);

        Assert.True(verdict.Allowed);
        Assert.Contains("http://proxy.corp:3128", verdict.Reason, StringComparison.Ordinal);
        Assert.Equal(["nas.local"], resolver.Asked);
        Assert.Null(local.Reason);
        Assert.False((await SamplePolicy.TestAsync("https://evil.example/", policy)).Allowed);
    }

    [Fact]
    public async Task Requests_never_take_to_a_protocol_with_sockets_of_its_own()
    {
        using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nAlt-Svc: h3=\"evil.example:443\"\r\n\r\n{}");
        using var door = new HttpDoor();
        var passage = new Passage(door, NetworkPolicy.Default, "it", () => server.BaseUrl, local: true, TimeSpan.FromSeconds(10));
        using var request = new HttpRequestMessage(HttpMethod.Get, server.BaseUrl);

        using var response = await passage.SendAsync(request, confidential: true, Cancellation);

        Assert.Equal((2, HttpVersionPolicy.RequestVersionOrLower), (request.Version.Major, request.VersionPolicy));
    }

    private static string Yaml(string url, string network) => $$"""
        providers: { it: { name: openai, model: m, base_url: '{{url}}', {{(url.StartsWith("https", StringComparison.Ordinal) ? "api_key: test-key-1" : "auth: none")}} } }
        network: { {{network}} }
        """;

    private static ClientHarness Harness(
        string url, string network, FakeResolver resolver, FakeDialer dialer, Func<Uri, Uri?>? systemProxy = null) =>
        new(Yaml(url, network), change: options => options with
        {
            Resolver = resolver,
            Dialer = dialer,
            SystemProxy = systemProxy ?? (_ => throw new InvalidOperationException("Nobody should ask.")),
        });
}
