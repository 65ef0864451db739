using System.Globalization;
using System.Net.Http.Headers;

namespace Missy.Providers;

/// <summary>
/// The limits that services tell in headers: <c>x-ratelimit-*</c> (OpenAI, "Rate limits", and its like), where a reset is a
/// duration, and <c>anthropic-ratelimit-*</c> (Anthropic, "Rate limits"), where it is a time of RFC 3339. What cannot be read
/// counts as not told.
/// </summary>
internal static class RateLimitHeaders
{
    /// <summary>Reads them; null when there are none.</summary>
    public static RateLimits? Read(HttpResponseHeaders? headers, TimeProvider time)
    {
        if (headers is null)
        {
            return null;
        }

        RateLimit? ReadOne(string limit, string remaining, string reset) =>
            (Count(headers.First(limit)), Count(headers.First(remaining)), Time(headers.First(reset), time)) switch
            {
                (null, null, null) => null,
                var (most, left, at) => new RateLimit(most, left, at),
            };

        var requests = ReadOne("x-ratelimit-limit-requests", "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests")
            ?? ReadOne("anthropic-ratelimit-requests-limit", "anthropic-ratelimit-requests-remaining", "anthropic-ratelimit-requests-reset");
        var tokens = ReadOne("x-ratelimit-limit-tokens", "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens")
            ?? ReadOne("anthropic-ratelimit-tokens-limit", "anthropic-ratelimit-tokens-remaining", "anthropic-ratelimit-tokens-reset");
        return requests is null && tokens is null ? null : new RateLimits { Requests = requests, Tokens = tokens };
    }

    private static long? Count(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    private static DateTimeOffset? Time(string? text, TimeProvider time)
    {
        if (text is null)
        {
            return null;
        }

        if (HeaderDuration.Parse(text) is not { } span)
        {
            return Date(text);
        }

        var now = time.GetUtcNow();
        return span < DateTimeOffset.MaxValue - now ? now + span : DateTimeOffset.MaxValue;
    }

    // Other forms of a date are not what these services send, and some of them mean another day elsewhere.
    private static DateTimeOffset? Date(string text) =>
        text.Length > 10 && text[10] is 'T' or 't'
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date.ToUniversalTime()
            : null;
}
