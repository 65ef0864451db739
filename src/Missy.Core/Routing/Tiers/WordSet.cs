using System.Numerics;
using System.Text;
using Missy.Configuration.Words;

namespace Missy.Routing;

/// <summary>
/// Words to be found in any case, by a rule that no culture changes. Each has a number, its place in the order of first mention.
/// A dictionary of this framework cannot be asked for a span, and a string for each word of a prompt would be a copy of it.
/// </summary>
internal sealed class WordSet
{
    // What WordForms makes of a word at most; only the size of the table depends on it.
    private const int MostForms = 10;

    private readonly List<string> _words = [];
    private readonly Spelling?[] _slots;

    /// <summary>Takes the words; repeated ones count once.</summary>
    /// <param name="written">Words to be found as they are.</param>
    /// <param name="inflected">Words to be found in their regular forms too.</param>
    internal WordSet(IReadOnlyList<string> written, IReadOnlyList<string> inflected)
    {
        _slots = new Spelling[BitOperations.RoundUpToPowerOf2(2 * (uint)(written.Count + (inflected.Count * MostForms) + 1))];
        foreach (var word in written)
        {
            Add(word);
        }

        foreach (var word in inflected)
        {
            foreach (var form in WordForms.Of(word))
            {
                Add(form);
            }
        }
    }

    internal static WordSet Empty { get; } = new([], []);

    internal int Count => _words.Count;

    /// <summary>The length of the longest word in UTF-16 code units; 0 when there is none.</summary>
    internal int Longest { get; private set; }

    /// <summary>Its words as they may be spelt.</summary>
    internal IEnumerable<string> Spellings
    {
        get
        {
            foreach (var slot in _slots)
            {
                for (var spelling = slot; spelling is not null; spelling = spelling.Next)
                {
                    yield return spelling.Text;
                }
            }
        }
    }

    /// <summary>The word of a number, as it was given.</summary>
    internal string this[int number] => _words[number];

    /// <summary>The number that <see cref="Find"/> looks a word up by, the same in every set.</summary>
    internal static int Hash(ReadOnlySpan<char> word) => string.GetHashCode(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The number of a word; -1 when it is not in the set.</summary>
    internal int Find(ReadOnlySpan<char> word, int hash)
    {
        for (var spelling = _slots[Slot(hash)]; spelling is not null; spelling = spelling.Next)
        {
            if (spelling.Hash == hash && word.Equals(spelling.Text, StringComparison.OrdinalIgnoreCase))
            {
                return spelling.Word;
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

        _words.Add(word);
        AddSpelling(word);
        if (!Ascii.IsValid(word))
        {
            // An accent may be one character with its letter, or the next one.
            AddSpelling(word.Normalize(NormalizationForm.FormC));
            AddSpelling(word.Normalize(NormalizationForm.FormD));
        }
    }

    private void AddSpelling(string text)
    {
        var hash = Hash(text);
        _slots[Slot(hash)] = new Spelling(text, hash, _words.Count - 1, _slots[Slot(hash)]);
        Longest = Math.Max(Longest, text.Length);
    }

    private int Slot(int hash) => hash & (_slots.Length - 1);

    private sealed class Spelling(string text, int hash, int word, Spelling? next)
    {
        internal string Text { get; } = text;

        internal int Hash { get; } = hash;

        internal int Word { get; } = word;

        internal Spelling? Next { get; } = next;
    }
}
