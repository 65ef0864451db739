using System.Globalization;

namespace Missy.Simulation.Faults;

/// <summary>The text of a range of call numbers: <c>2</c>, <c>2-4</c> or <c>3-</c>, counted from 1.</summary>
internal static class CallRange
{
    public static (int? From, int? To) Parse(string value)
    {
        var dash = value.IndexOf('-', StringComparison.Ordinal);
        var from = Call(dash < 0 ? value : value[..dash], value);
        var to = dash < 0 ? from : dash == value.Length - 1 ? (int?)null : Call(value[(dash + 1)..], value);
        return to < from ? throw Bad(value) : (from, to);
    }

    /// <summary>Null for all calls.</summary>
    public static string? Text(int? from, int? to)
    {
        if (from is null && to is null)
        {
            return null;
        }

        var first = from ?? 1;
        return first == to
            ? first.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{first}-{to}");
    }

    private static int Call(string digits, string whole) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? number : throw Bad(whole);

    private static FormatException Bad(string value) =>
        new($"The condition 'call' takes a call number or a range such as 2, 2-4 or 3-, not '{value}'.");
}
