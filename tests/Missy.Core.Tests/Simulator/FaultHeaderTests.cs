using System.Globalization;
using System.Text;
using Missy.Simulation;

namespace Missy.Tests.Simulator;

/// <summary>Headers that are more, larger or stranger than an answer needs.</summary>
public sealed class FaultHeaderTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly SimulatorServer _server;
    private readonly HttpClient _client;

    public FaultHeaderTests()
    {
        _server = SimulatorServer.Start(new SimulatorOptions { Time = _time });
        _client = Wires.Client(_server);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool, string, int> Limits
    {
        get
        {
            var data = new TheoryData<string, bool, string, int>();
            foreach (var wire in Wires.All)
            {
                data.Add(wire, false, "rate-limit=7", 200);
                data.Add(wire, true, "ok;rate-limit=7", 200);
                data.Add(wire, true, "429;rate-limit=7", 429);
                data.Add(wire, false, "html;status=503;rate-limit=7", 503);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Good_and_bad_answers_tell_a_rate_limit_in_the_services_own_headers(string wire, bool stream, string fault, int status)
    {
        using var response = await _client.SendAsync(Wires.Request(wire, stream, fault), Token);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(wire == Wires.Anthropic ? AnthropicLimits("7", "2800") : OpenAILimits("7", "2800"), RateLimits(response));
    }

    [Theory]
    [InlineData("rate-limit", "0", "0", true)]
    [InlineData("rate-limit=anthropic", "0", "0", false)]
    [InlineData("rate-limit=anthropic:3", "3", "1200", false)]
    [InlineData("rate-limit=openai:100", "100", "40000", true)]
    public async Task A_rate_limit_can_have_the_headers_of_another_service(string fault, string requests, string tokens, bool openai)
    {
        using var response = await _client.SendAsync(Wires.Request(Wires.Chat, false, fault), Token);

        Assert.Equal(openai ? OpenAILimits(requests, tokens) : AnthropicLimits(requests, tokens), RateLimits(response));
    }

    [Theory]
    [InlineData("rate-limit=garbage", 6)]
    [InlineData("rate-limit=anthropic:garbage", 12)]
    public async Task A_rate_limit_can_be_garbage(string fault, int count)
    {
        using var response = await _client.SendAsync(Wires.Request(Wires.Chat, false, fault), Token);

        var values = RateLimits(response).Select(header => header.Value).ToList();
        Assert.Equal(count, values.Count);
        Assert.All(values, value => Assert.Contains(value, (string[])["plenty", "soon"]));
    }

    [Theory]
    [InlineData("html;status=503;retry-after=7", "retry-after", "7")]
    [InlineData("ok;retry-after=ms:20", "retry-after-ms", "20")]
    [InlineData("error-body=429;retry-after=date:90", "retry-after", "Thu, 01 Jan 2026 00:01:30 GMT")]
    [InlineData("cut-stream;should-retry=true", "x-should-retry", "true")]
    [InlineData("header=X-More: a: b=c", "X-More", "a: b=c")]
    [InlineData("header=x-more:", "x-more", "")]
    [InlineData("429;header=retry-after: 1.5", "retry-after", "1.5")]
    public async Task Every_fault_goes_with_headers_that_are_named(string fault, string header, string value)
    {
        using var response = await _client.SendAsync(Wires.Request(Wires.Chat, true, fault), Token);

        Assert.Equal(value, response.Headers.NonValidated[header].ToString());
    }

    [Fact]
    public async Task A_header_can_come_twice_with_different_values()
    {
        using var client = await RawClient.ConnectAsync(_server);
        await client.PostAsync(Wires.Chat, stream: false, "429;retry-after=3;header=retry-after: 9;header=content-type: text/plain");
        var lines = (await client.ReadToAsync("\r\n\r\n")).Split("\r\n");

        Assert.Equal(["retry-after: 3", "retry-after: 9"], lines.Where(line => line.StartsWith("retry-after", StringComparison.Ordinal)));
        Assert.Equal(
            ["content-type: application/json", "content-type: text/plain"],
            lines.Where(line => line.StartsWith("content-type", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Wires.EachMode), MemberType = typeof(Wires))]
    public async Task Duplicate_headers_are_all_of_them_twice(string wire, bool stream)
    {
        using var client = await RawClient.ConnectAsync(_server);
        await client.PostAsync(wire, stream, "duplicate-headers;retry-after=1");
        var lines = (await client.ReadToAsync("\r\n\r\n")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];

        Assert.True(lines.Length >= 10, $"{lines.Length}");
        Assert.All(lines.GroupBy(line => line), line => Assert.Equal(2, line.Count()));
        Assert.Contains("retry-after: 1", lines);
    }

    [Theory]
    [InlineData("huge-headers", 1, 1024 * 1024)]
    [InlineData("huge-headers=70000", 1, 70_000)]
    [InlineData("huge-headers;bytes=70000;count=3", 3, 70_000)]
    public async Task Huge_headers_hold_so_many_bytes_in_so_many_lines(string fault, int count, int bytes)
    {
        using var client = await RawClient.ConnectAsync(_server);
        await client.SendAsync($"GET /v1/models HTTP/1.1\r\nHost: x\r\nConnection: close\r\nx-simulator-fault: {fault}\r\n\r\n");
        var lines = Encoding.UTF8.GetString((await client.ReadToEndAsync()).Bytes).Split("\r\n");
        var padding = lines
            .Where(line => line.StartsWith("x-simulator-padding-", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..])
            .ToList();

        Assert.Equal(count, padding.Count);
        Assert.Equal(bytes, padding.Sum(value => value.Length));
        Assert.InRange(padding.Max(value => value.Length) - padding.Min(value => value.Length), 0, count);
        Assert.EndsWith("]}", lines[^1], StringComparison.Ordinal);
    }

    private static List<(string Name, string Value)> OpenAILimits(string requests, string tokens) =>
    [
        ("x-ratelimit-limit-requests", "100"),
        ("x-ratelimit-limit-tokens", "40000"),
        ("x-ratelimit-remaining-requests", requests),
        ("x-ratelimit-remaining-tokens", tokens),
        ("x-ratelimit-reset-requests", "30s"),
        ("x-ratelimit-reset-tokens", "1m30s"),
    ];

    private static List<(string Name, string Value)> AnthropicLimits(string requests, string tokens) =>
    [
        ("anthropic-ratelimit-requests-limit", "100"),
        ("anthropic-ratelimit-requests-remaining", requests),
        ("anthropic-ratelimit-requests-reset", "2026-01-01T00:00:30Z"),
        .. ((string[])["tokens", "input-tokens", "output-tokens"]).SelectMany(name => ((string, string)[])
        [
            ($"anthropic-ratelimit-{name}-limit", "40000"),
            ($"anthropic-ratelimit-{name}-remaining", tokens),
            ($"anthropic-ratelimit-{name}-reset", "2026-01-01T00:01:30Z"),
        ]),
    ];

    private static List<(string Name, string Value)> RateLimits(HttpResponseMessage response) =>
    [
        .. response.Headers.NonValidated
            .Where(header => header.Key.Contains("ratelimit", StringComparison.OrdinalIgnoreCase))
            .Select(header => (header.Key.ToLower(CultureInfo.InvariantCulture), header.Value.ToString())),
    ];

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _time.Dispose();
    }
}
