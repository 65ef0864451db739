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

        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, styles, out var date))
        {
            return null;
        }

        var wait = date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static string? First(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString().Trim() : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    // A huge number is a wait for ever, not an overflow.
    private static TimeSpan Span(double seconds) =>
        seconds >= TimeSpan.MaxValue.TotalSeconds ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);
}
