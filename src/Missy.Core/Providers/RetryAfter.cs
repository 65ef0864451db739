using System.Net.Http.Headers;

namespace Missy.Providers;

/// <summary>
/// How long a service asks to wait: <c>retry-after-ms</c>, then <c>Retry-After</c> in seconds or as a date (RFC 9110, section
/// 10.2.3). Zero and dates gone by mean now; what cannot be read means that the service did not say.
/// </summary>
internal static class RetryAfter
{
    public static TimeSpan? Read(HttpResponseHeaders headers, TimeProvider time)
    {
        if (headers.First("retry-after-ms") is { } milliseconds && HeaderDuration.OfNumber(milliseconds, unit: 1e-3) is { } exact)
        {
            return exact;
        }

        if (headers.First("retry-after") is not { } text)
        {
            return null;
        }

        if (HeaderDuration.OfNumber(text) is { } seconds)
        {
            return seconds;
        }

        if (!RetryConditionHeaderValue.TryParse(text, out var value) || value.Date is not { } date)
        {
            return null;
        }

        var wait = date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
