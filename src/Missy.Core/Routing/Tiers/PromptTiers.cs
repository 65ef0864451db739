using Missy.Configuration;

namespace Missy.Routing;

/// <summary>The names of tiers, as commands, files and objects write them.</summary>
public static class PromptTiers
{
    // Position = value of the enum, and once more for the names of the score.
    private static readonly string[] _words = ["fast", "primary", "premium", "simple", "medium", "complex"];

    /// <summary><c>fast</c>, <c>primary</c>, <c>premium</c>, in the order of <see cref="PromptTier"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = Array.AsReadOnly(_words[..3]);

    /// <summary>Reads a tier: <c>fast</c> or <c>simple</c>, <c>primary</c> or <c>medium</c>, <c>premium</c> or <c>complex</c>.</summary>
    /// <param name="word">The word; case and surrounding white space do not matter.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: it is none of them; the words are listed.</exception>
    public static PromptTier Parse(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var wanted = word.Trim();
        var at = Array.FindIndex(_words, known => known.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        return at >= 0 ? (PromptTier)(at % Names.Count) : throw new MissyException(ErrorKind.Configuration, $"There is no tier '{wanted}'.")
        {
            Remedy = $"{NearestNames.Ask(NearestNames.Find(wanted, _words, 1))} Write fast, primary or premium; simple, medium and complex mean the same.".TrimStart(),
        };
    }

    /// <summary><c>fast</c>, <c>primary</c> or <c>premium</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tier"/> is not a defined value.</exception>
    public static string ToName(this PromptTier tier)
    {
        ArgumentOutOfRangeException.ThrowIfNegative((int)tier);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((int)tier, Names.Count);
        return Names[(int)tier];
    }
}
