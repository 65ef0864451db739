namespace Missy.Simulation.Faults;

/// <summary>Finds what a misspelt name was meant to be.</summary>
internal static class NearestName
{
    /// <summary>The name with the fewest edits, or null when none is near.</summary>
    public static string? Find(string typed, IEnumerable<string> names)
    {
        var best = names.MinBy(name => Distance(typed, name));
        return best is not null && Distance(typed, best) <= Math.Max(2, typed.Length / 2) ? best : null;
    }

    private static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            row[column] = column;
        }

        for (var line = 1; line <= left.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= right.Length; column++)
            {
                var same = char.ToLowerInvariant(left[line - 1]) == char.ToLowerInvariant(right[column - 1]);
                var cost = Math.Min(diagonal + (same ? 0 : 1), Math.Min(row[column], row[column - 1]) + 1);
                diagonal = row[column];
                row[column] = cost;
            }
        }

        return row[^1];
    }
}
