namespace Missy.Configuration.Words;

/// <summary>The regular English forms of a word.</summary>
internal static class WordForms
{
    private const string Vowels = "aeiou";

    /// <summary>
    /// The word itself and its forms in -s, -ed, -ing, -er and -ers: <c>migrate</c> → <c>migrates, migrated, migrating, migrater, migraters</c>.
    /// A word of two letters has -s alone (<c>VMs</c>); one with other than the letters a to z has no forms.
    /// </summary>
    internal static IReadOnlyList<string> Of(string word)
    {
        if (word.Length < 2 || !word.All(char.IsAsciiLetter))
        {
            return [word];
        }

        return word.Length == 2
            ? [word, word + "s"]
            : [word, Plural(word), .. Stems(word).SelectMany(static stem => (string[])[stem.Ed + "ed", stem.Ing + "ing", stem.Ed + "er", stem.Ed + "ers"])];
    }

    private static string Plural(string word) => Ends(word, "s", "x", "z", "ch", "sh") ? word + "es"
        : IsConsonantY(word) ? word[..^1] + "ies"
        : word + "s";

    /// <summary>What -ed and -er, and what -ing are put to.</summary>
    private static IEnumerable<(string Ed, string Ing)> Stems(string word)
    {
        if (Ends(word, "e"))
        {
            return [(word[..^1], Ends(word, "ee", "oe", "ye") ? word : word[..^1])];
        }

        if (IsConsonantY(word))
        {
            return [(word[..^1] + "i", word)];
        }

        var doubled = word + word[^1];
        return !EndsInShortSyllable(word) ? [(word, word)]
            : Syllables(word) == 1 ? [(doubled, doubled)]
            // Doubled or not depends on the stress, which is not written: debugged, but visited.
            : [(doubled, doubled), (word, word)];
    }

    private static bool IsConsonantY(string word) => Ends(word, "y") && !IsVowel(word[^2]);

    private static bool EndsInShortSyllable(string word) =>
        !IsVowel(word[^1]) && !Ends(word, "w", "x", "y") && IsVowel(word[^2]) && !IsVowel(word[^3]);

    private static int Syllables(string word) =>
        word.Where((letter, at) => IsVowel(letter) && (at == 0 || !IsVowel(word[at - 1]))).Count();

    private static bool IsVowel(char letter) => Vowels.Contains(char.ToLowerInvariant(letter), StringComparison.Ordinal);

    private static bool Ends(string word, params string[] endings) =>
        Array.Exists(endings, ending => word.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
