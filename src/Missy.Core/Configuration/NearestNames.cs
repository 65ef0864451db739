namespace Missy.Configuration;

/// <summary>Finds the names that somebody may have meant.</summary>
public static class NearestNames
{
    /// <summary>
    /// The names nearest to <paramref name="wanted"/>, nearest first, at most <paramref name="max"/>; at equal distance one
    /// of the same length comes first, then the given order holds. Case does not count. Names that differ in more than about a third of their letters are not offered.
    /// </summary>
    /// <param name="wanted">What was written.</param>
    /// <param name="names">The names that exist.</param>
    /// <param name="max">The most to give.</param>
    public static IReadOnlyList<string> Find(string wanted, IEnumerable<string> names, int max)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(names);
        wanted = wanted.Trim();
        var limit = Limit(wanted.Length);
        return
        [
            .. names
                .Where(n => Math.Abs(n.Length - wanted.Length) <= limit)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(n => (Name: n, Distance: Distance(wanted, n)))
                .Where(c => c.Distance <= limit && c.Distance < c.Name.Length)
                .OrderBy(static c => c.Distance)
                .ThenBy(c => Math.Abs(c.Name.Length - wanted.Length))
                .Take(max)
                .Select(static c => c.Name),
        ];
    }

    /// <summary>A sentence that offers the nearest names; empty when none is near.</summary>
    /// <param name="nearest">The names to offer.</param>
    public static string Ask(IReadOnlyList<string> nearest) => nearest switch
    {
        null => throw new ArgumentNullException(nameof(nearest)),
        [] => "",
        [var one] => $"Did you mean '{one}'?",
        _ => $"Did you mean {string.Join(", ", nearest.SkipLast(1).Select(static n => $"'{n}'"))} or '{nearest[^1]}'?",
    };

    private static int Limit(int length) => length switch
    {
        <= 1 => 0,
        <= 4 => 1,
        <= 8 => 2,
        _ => 3,
    };

    /// <summary>Damerau-Levenshtein in the form where no substring is edited twice (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var (before, previous, current) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                var best = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                var swapped = i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]);
                current[j] = swapped ? Math.Min(best, before[j - 2] + 1) : best;
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }

    private static bool Same(char x, char y) => char.ToUpperInvariant(x) == char.ToUpperInvariant(y);
}
