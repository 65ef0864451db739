using System.Globalization;
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
        if (First(headers, "retry-after-ms") is { } milliseconds && Number(milliseconds) is { } ms)
        {
            return Span(ms / 1000);
        }

        if (First(headers, "retry-after") is not { } text)
        {
            return null;
        }

        if (Number(text) is { } seconds)
        {
            return Span(seconds);
        }

        if (!RetryConditionHeaderValue.TryParse(text, out var value) || value.Date is not { } date)
        {
            return null;
        }

        var wait = date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static string? First(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.First().Trim() : null;

    // The style keeps signs and exponents out, but "NaN" and "Infinity" are numbers in any style.
    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : null;

    // A huge number is a wait for ever, not an overflow.
    private static TimeSpan Span(double seconds) =>
        seconds >= TimeSpan.MaxValue.TotalSeconds ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);
}
