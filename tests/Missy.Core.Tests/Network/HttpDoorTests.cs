using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Missy.Configuration;
using Missy.Providers;
using Missy.Tests.Providers.Exchanges;
using Missy.Tests.Support;

namespace Missy.Tests.Network;

public sealed class HttpDoorTests
{
    private static readonly string Answer = ScriptedServer.Answer(
        """{"choices":[{"message":{"content":"Said"},"finish_reason":"stop"}]}""", headers: "Set-Cookie: session=canary; Path=/\r\n");

    [Fact]
    public async Task No_cookie_is_kept()
    {
        using var server = new ScriptedServer(Answer);
        using var harness = new ProviderHarness(server.BaseUrl);

        await harness.AskAsync("openai", stream: false);
        await harness.AskAsync("openai", stream: false);

        Assert.Equal(2, server.Heads.Count);
        Assert.All(server.Heads, head => Assert.DoesNotContain("cookie", head, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_proxy_of_the_process_is_not_used()
    {
        using var server = new ScriptedServer(Answer);
        using var proxy = new ScriptedServer(ScriptedServer.Answer("{}", 502));
        using var harness = new ProviderHarness(server.BaseUrl);
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new ProxyFor(server.BaseUrl, proxy.BaseUrl);
        try
        {
            Assert.Null((await harness.AskAsync("openai", stream: false)).Failure);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Empty(proxy.Heads);
        Assert.Single(server.Heads);
    }

    [Fact]
    public async Task The_callers_trace_is_not_told_to_the_service()
    {
        using var server = new ScriptedServer(Answer);
        using var harness = new ProviderHarness(server.BaseUrl);
        using var activity = new Activity("canary").AddBaggage("user", "canary").Start();

        await harness.AskAsync("openai", stream: false);

        var head = Assert.Single(server.Heads);
        Assert.DoesNotContain("traceparent", head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Request-Id", head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("canary:", head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("baggage", head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Correlation-Context", head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_request_is_HTTP_1_1_says_who_asks_and_no_more_than_it_must()
    {
        using var server = new ScriptedServer(Answer);
        using var harness = new ProviderHarness(server.BaseUrl);

        await harness.AskAsync("openai", stream: false);

        var lines = server.Heads.Single().TrimEnd('\n').Split('\n');
        Assert.Equal("POST /v1/chat/completions HTTP/1.1", lines[0]);
        Assert.Contains(lines, line => Regex.IsMatch(line, @"^User-Agent: Missy/\d+\.\d+\.\d+$"));
        Assert.Contains("Content-Type: application/json", lines);
        Assert.Equal(
            ["Authorization", "Content-Length", "Content-Type", "Host", "User-Agent"],
            lines[1..].Select(line => line[..line.IndexOf(':')]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Headers_of_the_configuration_stand_in_place_of_Missys_own()
    {
        using var server = new ScriptedServer(Answer);
        using var harness = new ProviderHarness(server.BaseUrl);

        var outcome = await harness.AskAsync("anthropic", stream: false, settings => settings with
        {
            Headers = new Dictionary<string, SecretReference>
            {
                ["user-agent"] = SecretReference.Parse("Mine/1"),
                ["Anthropic-Version"] = SecretReference.Parse("2099-01-01"),
                ["X-Api-Key"] = SecretReference.Parse("test-key-2"),
                ["x-team"] = SecretReference.Parse("red, green"),
            },
        });

        var head = server.Heads.Single();
        Assert.Equal(["Mine/1"], Values(head, "User-Agent"));
        Assert.Equal(["2099-01-01"], Values(head, "anthropic-version"));
        Assert.Equal(["test-key-2"], Values(head, "x-api-key"));
        Assert.Equal(["red, green"], Values(head, "x-team"));
        Assert.Equal(ErrorKind.MalformedResponse, outcome.Failure!.Kind);
    }

    [Theory]
    [InlineData("Content-Language", "en")]
    [InlineData("Expires", "0")]
    [InlineData("Allow", "POST")]
    [InlineData("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")]
    public async Task A_header_that_belongs_to_the_body_is_sent_with_it_and_harms_nothing(string name, string value)
    {
        using var server = new ScriptedServer(Answer, ScriptedServer.Answer("""{"data":[]}"""));
        using var harness = new ProviderHarness(server.BaseUrl);
        ProviderSettings With(ProviderSettings settings) => settings with
        {
            Headers = new Dictionary<string, SecretReference> { [name] = SecretReference.Parse(value) },
        };

        var outcome = await harness.AskAsync("openai", stream: false, With);
        var models = await harness.Provider("openai", With).ListModelsAsync(null, TestContext.Current.CancellationToken);

        Assert.Null(outcome.Failure);
        Assert.Empty(models);
        Assert.Equal([value], Values(server.Heads.First(), name));
    }

    [Fact]
    public async Task Compression_is_not_offered()
    {
        using var server = new ScriptedServer(Answer);
        using var harness = new ProviderHarness(server.BaseUrl);

        await harness.AskAsync("openai", stream: false);

        Assert.DoesNotContain("Accept-Encoding", server.Heads.Single(), StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Values(string head, string name) =>
        from line in head.Split('\n')
        where line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)
        select line[(name.Length + 1)..].Trim();

    /// <summary>A proxy for one target, so that other tests in this process go their own way.</summary>
    private sealed class ProxyFor(Uri target, Uri proxy) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : proxy;

        public bool IsBypassed(Uri host) => host.Authority != target.Authority;
    }
}
