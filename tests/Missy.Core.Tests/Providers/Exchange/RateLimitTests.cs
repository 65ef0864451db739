using System.Globalization;
using Missy.Providers;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Exchanges;

/// <summary>What services tell of their limits, in each of the forms that they use.</summary>
public sealed class RateLimitTests
{
    private const string OpenAI = """
        x-ratelimit-limit-requests: 60
        x-ratelimit-limit-tokens: 150000
        x-ratelimit-remaining-requests: 59
        x-ratelimit-remaining-tokens: 149984
        x-ratelimit-reset-requests: 1s
        x-ratelimit-reset-tokens: 6m0s
        """;

    private const string Anthropic = """
        anthropic-ratelimit-requests-limit: 50
        anthropic-ratelimit-requests-remaining: 0
        anthropic-ratelimit-requests-reset: 2026-01-01T00:00:30Z
        anthropic-ratelimit-tokens-limit: 40000
        anthropic-ratelimit-tokens-remaining: 39000
        anthropic-ratelimit-tokens-reset: 2026-01-01T02:00:01.5+02:00
        """;

    private static readonly DateTimeOffset Now = new ManualTimeProvider().GetUtcNow();

    /// <summary>How a reset is written, and the seconds from now that it means.</summary>
    public static TheoryData<string, double?> Resets => new()
    {
        { "1s", 1 },
        { "6m0s", 360 },
        { "17ms", 0.017 },
        { "8.64s", 8.64 },
        { "2m59.56s", 179.56 },
        { "1h2m3s4ms", 3723.004 },
        { "0s", 0 },
        { "250us", 0.00025 },
        { "250µs", 0.00025 },
        { "1000000ns", 0.001 },
        { "42", 42 },
        { "1.5", 1.5 },
        { "2026-01-01T00:01:00Z", 60 },
        { "2026-01-01T00:01:00.123456789Z", 60.1234568 },
        { "2026-01-01T01:01:00+01:00", 60 },
        { "2026-01-01T00:01:00", 60 },
        { "2025-12-31T23:00:00Z", -3600 },
        { "99999999999999999h", double.PositiveInfinity },
        { "Infinity", double.PositiveInfinity },
        { "", null },
        { "s", null },
        { "1x", null },
        { "1s2", null },
        { "-1s", null },
        { "1,5s", null },
        { "1.2.3s", null },
        { "1/2s", null },
        { "1 s", null },
        { "1S", null },
        { "NaN", null },
        { "١s", null },
        { "soon", null },
        { "Thu, 01 Jan 2026 00:01:30 GMT", null },
        { "01/02/2026 10:00", null },
        { "2026-13-45T00:00:00Z", null },
    };

    [Theory]
    [MemberData(nameof(Resets))]
    public void A_reset_means_the_same_in_every_culture(string text, double? seconds)
    {
        var expected = seconds switch
        {
            null => (DateTimeOffset?)null,
            double.PositiveInfinity => DateTimeOffset.MaxValue,
            { } value => Now + TimeSpan.FromSeconds(value),
        };
        InEveryCulture(() =>
        {
            Assert.Equal(expected, Read($"x-ratelimit-limit-requests: 1\nx-ratelimit-reset-requests: {text}")!.Requests!.ResetsAt);
            Assert.Equal(expected, Read($"anthropic-ratelimit-tokens-limit: 1\nAnthropic-RateLimit-Tokens-Reset:   {text}  ")!.Tokens!.ResetsAt);
        });
    }

    [Fact]
    public void The_headers_of_OpenAI_and_of_Anthropic_are_read_in_every_culture() => InEveryCulture(() =>
    {
        Assert.Equal(
            new RateLimits
            {
                Requests = new RateLimit(60, 59, Now + TimeSpan.FromSeconds(1)),
                Tokens = new RateLimit(150_000, 149_984, Now + TimeSpan.FromMinutes(6)),
            },
            Read(OpenAI));
        Assert.Equal(
            new RateLimits
            {
                Requests = new RateLimit(50, 0, Now + TimeSpan.FromSeconds(30)),
                Tokens = new RateLimit(40_000, 39_000, Now + TimeSpan.FromSeconds(1.5)),
            },
            Read(Anthropic));
        Assert.Equal("59/60 requests, 149984/150000 tokens", Read(OpenAI)!.ToString());
    });

    [Theory]
    [InlineData("")]
    [InlineData("retry-after: 3")]
    [InlineData("x-ratelimit-limit-requests: many\nx-ratelimit-remaining-tokens: -1\nx-ratelimit-reset-tokens: soon")]
    [InlineData("x-ratelimit-limit-requests: 1,000")]
    [InlineData("x-ratelimit-limit-requests: 1e3")]
    [InlineData("x-ratelimit-limit-requests: 99999999999999999999")]
    public void What_is_not_told_or_cannot_be_read_is_nothing(string headers) => InEveryCulture(() => Assert.Null(Read(headers)));

    [Fact]
    public void A_part_is_told_alone()
    {
        Assert.Equal(new RateLimits { Tokens = new RateLimit(null, 7, null) }, Read("x-ratelimit-remaining-tokens: 7\nx-ratelimit-limit-requests: x"));
        Assert.Equal("7/? tokens", Read("x-ratelimit-remaining-tokens: 7")!.ToString());
    }

    [Theory]
    [InlineData(200, """{"choices":[{"message":{"content":"hi"},"finish_reason":"stop"}]}""", false)]
    [InlineData(200, """{"choices":[{"delta":{"content":"hi"},"finish_reason":"stop"}]}""", true)]
    [InlineData(200, """{"error":{"code":"overloaded","message":"Said"}}""", false)]
    [InlineData(200, """{"error":{"code":"overloaded","message":"Said"}}""", true)]
    [InlineData(200, "no JSON", false)]
    [InlineData(429, """{"error":{"message":"Said"}}""", false)]
    [InlineData(429, """{"error":{"message":"Said"}}""", true)]
    [InlineData(500, "", true)]
    public async Task An_answer_and_every_failure_after_its_headers_carry_them(int status, string body, bool stream)
    {
        var streamed = stream && status == 200;
        using var server = new ScriptedServer(ScriptedServer.Answer(
            streamed ? Sse.Data(body, "[DONE]") : body,
            status,
            streamed ? "text/event-stream" : "application/json",
            OpenAI.ReplaceLineEndings("\r\n") + "\r\n"));
        using var harness = new ProviderHarness(server.BaseUrl);

        var outcome = await harness.AskAsync("openai", stream);

        var limits = outcome.Response?.RateLimits ?? outcome.Failure!.RateLimits;
        Assert.Equal(new RateLimit(60, 59, harness.Time.GetUtcNow() + TimeSpan.FromSeconds(1)), limits!.Requests);
        Assert.Equal(149_984, limits.Tokens!.Remaining);
    }

    private static RateLimits? Read(string headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var line in headers.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            response.Headers.TryAddWithoutValidation(line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..]);
        }

        return RateLimitHeaders.Read(response.Headers, new ManualTimeProvider());
    }

    private static void InEveryCulture(Action check)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in (string[])["", "de-DE", "tr-TR", "ar-SA", "th-TH"])
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                check();
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
