using System.Text;

namespace Missy.Routing;

/// <summary>
/// Words to be found in any case, by a rule that no culture changes. Each has a number, its place in the order of first mention.
/// A dictionary of this framework cannot be asked for a span, and a string for each word of a prompt would be a copy of it.
/// </summary>
internal sealed class WordSet
{
    private readonly List<string> _words = [];
    private readonly List<Spelling> _spellings = [];
    private readonly int[] _heads;

    /// <summary>Takes the words; repeated ones count once.</summary>
    internal WordSet(IEnumerable<string> words)
    {
        var all = words.ToList();
        _heads = new int[Math.Max(1, all.Count * 2)];
        Array.Fill(_heads, -1);
        foreach (var word in all)
        {
            Add(word);
        }
    }

    internal static WordSet Empty { get; } = new([]);

    internal int Count => _words.Count;

    /// <summary>The length of the longest word in UTF-16 code units; 0 when there is none.</summary>
    internal int Longest { get; private set; }

    /// <summary>The word of a number, as it was given.</summary>
    internal string this[int number] => _words[number];

    /// <summary>The number that <see cref="Find"/> looks a word up by, the same in every set.</summary>
    internal static int Hash(ReadOnlySpan<char> word) => string.GetHashCode(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The number of a word; -1 when it is not in the set.</summary>
    internal int Find(ReadOnlySpan<char> word, int hash)
    {
        for (var at = _heads[Slot(hash)]; at >= 0; at = _spellings[at].Next)
        {
            if (_spellings[at].Hash == hash && word.Equals(_spellings[at].Text, StringComparison.OrdinalIgnoreCase))
            {
                return _spellings[at].Word;
            }
        }

        return -1;
    }

    private void Add(string word)
    {
        if (Find(word, Hash(word)) >= 0)
        {
            return;
        }

        // An accent may be one character with its letter, or the next one.
        foreach (var text in new[] { word, word.Normalize(NormalizationForm.FormC), word.Normalize(NormalizationForm.FormD) }.Distinct(StringComparer.Ordinal))
        {
            var hash = Hash(text);
            _spellings.Add(new Spelling(text, hash, _words.Count, _heads[Slot(hash)]));
            _heads[Slot(hash)] = _spellings.Count - 1;
            Longest = Math.Max(Longest, text.Length);
        }

        _words.Add(word);
    }

    private int Slot(int hash) => (int)((uint)hash % (uint)_heads.Length);

    private readonly record struct Spelling(string Text, int Hash, int Word, int Next);
}
