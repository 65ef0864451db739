namespace Missy.Routing;

/// <summary>Parts of the sentence that tells why a prompt has its tier.</summary>
internal static class TierPhrases
{
    private const int MostWords = 5;

    /// <summary><c>no tools</c>, <c>1 tool</c>, <c>2 tools</c>.</summary>
    internal static string Count(double count, string noun) => count switch
    {
        0 => $"no {noun}s",
        1 => $"1 {noun}",
        _ => FormattableString.Invariant($"{count} {noun}s"),
    };

    /// <summary><c>the word 'a'</c>, <c>the words 'a', 'b'</c>, the first five of many; <c>no simple word</c> for none.</summary>
    internal static string Words(IReadOnlyList<string> words, string noun) => words.Count switch
    {
        0 => $"no {noun}",
        1 => $"the word '{words[0]}'",
        <= MostWords => $"the words {Quote(words)}",
        _ => FormattableString.Invariant($"the words {Quote(words.Take(MostWords))} and {words.Count - MostWords} more"),
    };

    private static string Quote(IEnumerable<string> words) => string.Join(", ", words.Select(static word => $"'{word}'"));
}
