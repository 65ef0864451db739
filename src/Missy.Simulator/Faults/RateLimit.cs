using System.Globalization;
using Missy.Simulation.Anthropic;
using Missy.Simulation.Chat;

namespace Missy.Simulation.Faults;

/// <summary>
/// The headers that tell how much of a rate limit is left (platform.openai.com, "Rate limits"; docs.anthropic.com, "Rate limits"):
/// of 100 requests, full again in 30 seconds, and of 40,000 tokens, full again in 90.
/// </summary>
/// <param name="Style">Whose.</param>
/// <param name="Remaining">The requests that are left; null for words in place of all numbers and times.</param>
internal readonly record struct RateLimit(RateLimitStyle Style, int? Remaining)
{
    private const int Requests = 100;
    private const int TokensPerRequest = 400;

    public static RateLimit Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (style, rest) = (colon < 0 ? text : text[..colon]) switch
        {
            "openai" => (RateLimitStyle.OpenAI, colon < 0 ? "0" : text[(colon + 1)..]),
            "anthropic" => (RateLimitStyle.Anthropic, colon < 0 ? "0" : text[(colon + 1)..]),
            _ => (RateLimitStyle.OfWire, text),
        };
        return rest == "garbage" ? new(style, null)
            : int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var remaining) ? new(style, remaining)
            : throw new FormatException(
                $"The fault parameter 'rate-limit' takes the requests that are left or garbage, behind openai: or anthropic: or alone, not '{text}'.");
    }

    /// <summary>The headers to send.</summary>
    public IEnumerable<(string Name, string Value)> Headers(Wire wire, TimeProvider time)
    {
        var isAnthropic = Style == RateLimitStyle.Anthropic || (Style == RateLimitStyle.OfWire && wire is AnthropicWire);
        return Style == RateLimitStyle.None ? [] : isAnthropic ? OfAnthropic(time.GetUtcNow()) : OfOpenAI();
    }

    private IEnumerable<(string Name, string Value)> OfOpenAI() =>
    [
        ("x-ratelimit-limit-requests", Number(Requests)),
        ("x-ratelimit-limit-tokens", Number(Requests * TokensPerRequest)),
        ("x-ratelimit-remaining-requests", Number(Remaining ?? 0)),
        ("x-ratelimit-remaining-tokens", Number((Remaining ?? 0) * (long)TokensPerRequest)),
        ("x-ratelimit-reset-requests", Reset("30s")),
        ("x-ratelimit-reset-tokens", Reset("1m30s")),
    ];

    private IEnumerable<(string Name, string Value)> OfAnthropic(DateTimeOffset now)
    {
        yield return ("anthropic-ratelimit-requests-limit", Number(Requests));
        yield return ("anthropic-ratelimit-requests-remaining", Number(Remaining ?? 0));
        yield return ("anthropic-ratelimit-requests-reset", Date(now.AddSeconds(30)));
        foreach (var tokens in (string[])["tokens", "input-tokens", "output-tokens"])
        {
            yield return ($"anthropic-ratelimit-{tokens}-limit", Number(Requests * TokensPerRequest));
            yield return ($"anthropic-ratelimit-{tokens}-remaining", Number((Remaining ?? 0) * (long)TokensPerRequest));
            yield return ($"anthropic-ratelimit-{tokens}-reset", Date(now.AddSeconds(90)));
        }
    }

    private string Number(long value) => Remaining is null ? "plenty" : value.ToString(CultureInfo.InvariantCulture);

    private string Reset(string value) => Remaining is null ? "soon" : value;

    private string Date(DateTimeOffset value) => Reset(value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
