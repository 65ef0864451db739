using System.Globalization;

namespace Missy.Inspection;

/// <summary>The attempts of a call as a small table of plain text, for people who see it fail.</summary>
public static class AttemptTable
{
    private const int MaxWidth = 80;
    private const int MinTargetWidth = 12;
    private const string Gap = "  ";

    private static readonly string[] _headings = ["PROVIDER/MODEL", "KEY", "OUTCOME", "STATUS", "WAITED", "TIME"];

    /// <summary>A line of headings, and one for each attempt in order. Only names too long for 80 columns are shortened.</summary>
    /// <param name="attempts">The attempts; none gives no line.</param>
    public static IReadOnlyList<string> Lines(IReadOnlyList<Attempt> attempts)
    {
        ArgumentNullException.ThrowIfNull(attempts);
        if (attempts.Count == 0)
        {
            return [];
        }

        var rows = attempts.Select(Cells).Prepend(_headings).ToList();
        var widths = _headings.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        var surplus = widths.Sum() + (Gap.Length * (widths.Length - 1)) - MaxWidth;
        Narrow(widths, ref surplus, column: 1, least: MinTargetWidth);
        Narrow(widths, ref surplus, column: 0, least: MinTargetWidth);
        return [.. rows.Select(row => string.Join(Gap, row.Select((cell, column) => Fit(cell, widths[column]))).TrimEnd())];
    }

    private static string[] Cells(Attempt attempt) =>
    [
        $"{attempt.Provider}/{attempt.Model}",
        attempt.Key ?? "-",
        attempt.Outcome,
        attempt.Status?.ToString(CultureInfo.InvariantCulture) ?? "-",
        Seconds(attempt.Waited),
        Seconds(attempt.Duration),
    ];

    private static string Seconds(TimeSpan time) =>
        time == TimeSpan.Zero ? "-" : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.000} s");

    private static void Narrow(int[] widths, ref int surplus, int column, int least)
    {
        var less = Math.Clamp(widths[column] - least, 0, Math.Max(0, surplus));
        widths[column] -= less;
        surplus -= less;
    }

    private static string Fit(string cell, int width) => cell.Length > width ? $"{cell.AsSpan(0, width - 1)}…" : cell.PadRight(width);
}
