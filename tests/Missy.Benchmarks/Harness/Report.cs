using System.Globalization;
using System.Text;

namespace Missy.Benchmarks.Harness;

/// <summary>The table, as Markdown.</summary>
internal sealed class Report
{
    private readonly List<Row> _rows = [];

    /// <summary>Whether every target that was measured is met.</summary>
    public bool IsMet => _rows.TrueForAll(static row => row.Met != false);

    /// <summary>Adds a line, and says it to whoever waits for the table.</summary>
    public void Add(Row row)
    {
        _rows.Add(row);
        Console.Error.WriteLine($"{row.What}: {row.Missy} {(row.Beside.Length > 0 ? $"({row.Beside}, {row.Ratio})" : "")} {Mark(row)}");
    }

    /// <summary>Adds a comparison of two contenders whose ratio has a limit.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="race">The race.</param>
    /// <param name="mine">Missy's name in it.</param>
    /// <param name="other">The other's name.</param>
    /// <param name="limit">The highest ratio that is good; null when it only informs.</param>
    public void Compare(string what, Race race, string mine, string other, double? limit = null)
    {
        var ratio = race.Ratio(mine, other);
        Add(new Row(
            what,
            Figure.Time(race.Time(mine)),
            $"{other}: {Figure.Time(race.Time(other))}",
            Figure.Ratio(ratio),
            limit is { } most ? $"≤ {Figure.Ratio(most)}" : "",
            limit is null ? null : ratio <= limit));
    }

    /// <summary>Adds a time that has a limit of its own.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="nanoseconds">The time.</param>
    /// <param name="limit">The longest that is good, in nanoseconds; null when it only informs.</param>
    public void Time(string what, double nanoseconds, double? limit = null) =>
        Add(new Row(what, Figure.Time(nanoseconds), "", "", limit is { } most ? $"≤ {Figure.Time(most)}" : "", limit is null ? null : nanoseconds <= limit));

    /// <summary>The whole table.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("| | Missy | beside it | ratio | must be | |\n|---|---:|---:|---:|---:|---|\n");
        foreach (var row in _rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.What} | {row.Missy} | {row.Beside} | {row.Ratio} | {row.Target} | {Mark(row)} |\n");
        }

        return text.ToString();
    }

    private static string Mark(Row row) => row.Met switch { true => "✓", false => "**no**", null => "" };
}
