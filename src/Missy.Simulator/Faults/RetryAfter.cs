using System.Globalization;

namespace Missy.Simulation.Faults;

/// <summary>When a failure asks to be tried again, in one of the forms that services and proxies send.</summary>
/// <param name="Form">Which form.</param>
/// <param name="Amount">Seconds, or milliseconds for <see cref="RetryAfterForm.Milliseconds"/>.</param>
internal readonly record struct RetryAfter(RetryAfterForm Form, int Amount)
{
    public static RetryAfter Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var word = colon < 0 ? text : text[..colon];
        int? amount = colon < 0 ? null : int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        return (word, amount) switch
        {
            ("absent", null) => default,
            ("past", null) => new(RetryAfterForm.Date, -3600),
            ("huge", null) => new(RetryAfterForm.Huge, 0),
            ("garbage", null) => new(RetryAfterForm.Garbage, 0),
            ("date", null or >= 0) => new(RetryAfterForm.Date, amount ?? 2),
            ("ms", null or >= 0) => new(RetryAfterForm.Milliseconds, amount ?? 1500),
            (_, null) when int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) => new(RetryAfterForm.Seconds, seconds),
            _ => throw new FormatException(
                $"The fault parameter 'retry-after' takes seconds, date, date:SECONDS, ms, ms:MILLISECONDS, past, huge, garbage or absent, not '{text}'."),
        };
    }

    /// <summary>The header to send, or null.</summary>
    public (string Name, string Value)? Header(TimeProvider time) => Form switch
    {
        RetryAfterForm.Seconds => ("retry-after", Amount.ToString(CultureInfo.InvariantCulture)),
        RetryAfterForm.Date => ("retry-after", time.GetUtcNow().AddSeconds(Amount).ToString("R", CultureInfo.InvariantCulture)),
        RetryAfterForm.Milliseconds => ("retry-after-ms", Amount.ToString(CultureInfo.InvariantCulture)),
        // More seconds than any 32-bit or TimeSpan arithmetic holds.
        RetryAfterForm.Huge => ("retry-after", "99999999999999"),
        RetryAfterForm.Garbage => ("retry-after", "soon"),
        _ => null,
    };
}
