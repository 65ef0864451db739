using System.Globalization;

namespace Missy.Simulation.Faults;

/// <summary>The text of a span of time in seconds, its end excluded: <c>0-60</c>, <c>1.5-2</c> or <c>60-</c>.</summary>
internal static class SecondsRange
{
    // Some 30 years: more than a server lives, and less than what overflows.
    private const double Most = 1e9;

    public static (TimeSpan? From, TimeSpan? Until) Parse(string value)
    {
        var dash = value.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0)
        {
            throw Bad(value);
        }

        var from = Seconds(value[..dash], value);
        var until = dash == value.Length - 1 ? (TimeSpan?)null : Seconds(value[(dash + 1)..], value);
        return until <= from ? throw Bad(value) : (from, until);
    }

    /// <summary>Null for all the time.</summary>
    public static string? Text(TimeSpan? from, TimeSpan? until) => from is null && until is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{(from ?? TimeSpan.Zero).TotalSeconds}-{until?.TotalSeconds}");

    private static TimeSpan Seconds(string digits, string whole) =>
        double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= Most
            ? TimeSpan.FromSeconds(seconds)
            : throw Bad(whole);

    private static FormatException Bad(string value) =>
        new($"The condition 'seconds' takes a span such as 0-60 or 60-, counted from when the rule came into force, not '{value}'.");
}
