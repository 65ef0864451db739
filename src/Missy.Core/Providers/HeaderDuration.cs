using System.Globalization;

namespace Missy.Providers;

/// <summary>Spans of time as services write them into headers; the same in every culture.</summary>
internal static class HeaderDuration
{
    /// <summary>A plain number of seconds or of another unit; null for anything else. A huge one is a wait for ever, not an overflow.</summary>
    /// <param name="text">Digits, with a decimal point where needed.</param>
    /// <param name="unit">The length of one, in seconds.</param>
    public static TimeSpan? OfNumber(string text, double unit = 1) => Number(text) is { } number ? OfSeconds(number * unit) : null;

    /// <summary>
    /// A duration with its units, such as <c>6m0s</c>, <c>2m59.56s</c> or <c>17ms</c> (OpenAI and its like write it as Go does,
    /// see <c>time.ParseDuration</c>), or a plain number of seconds; null for anything else.
    /// </summary>
    public static TimeSpan? Parse(string text)
    {
        if (OfNumber(text) is { } plain)
        {
            return plain;
        }

        var rest = text.AsSpan();
        var seconds = 0.0;
        while (!rest.IsEmpty)
        {
            // The slash between the two is in no number, and so nowhere.
            var digits = rest.IndexOfAnyExceptInRange('.', '9');
            if (digits <= 0 || Number(rest[..digits]) is not { } number)
            {
                return null;
            }

            rest = rest[digits..];
            var next = rest.IndexOfAnyInRange('0', '9');
            var name = next < 0 ? rest : rest[..next];
            if (Unit(name) is not { } unit)
            {
                return null;
            }

            seconds += number * unit;
            rest = rest[name.Length..];
        }

        return text.Length > 0 ? OfSeconds(seconds) : null;
    }

    // The style keeps signs and exponents out, but "NaN" and "Infinity" are numbers in any style.
    private static double? Number(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : null;

    private static double? Unit(ReadOnlySpan<char> name) => name switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "us" or "µs" or "μs" => 1e-6,
        "ns" => 1e-9,
        _ => null,
    };

    private static TimeSpan OfSeconds(double seconds) =>
        seconds >= TimeSpan.MaxValue.TotalSeconds ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);
}
