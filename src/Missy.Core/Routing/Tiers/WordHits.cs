using System.Numerics;

namespace Missy.Routing;

/// <summary>Which words of a set were found, one bit a word.</summary>
internal struct WordHits(WordSet set)
{
    private ulong[]? _bits;

    /// <summary>Notes a word, if it is in the set.</summary>
    internal void Add(ReadOnlySpan<char> word, int hash)
    {
        if (set.Find(word, hash) is var number and >= 0)
        {
            _bits ??= new ulong[(set.Count + 63) / 64];
            _bits[number / 64] |= 1UL << (number % 64);
        }
    }

    /// <summary>The words that were found, in the order of the set.</summary>
    internal readonly IReadOnlyList<string> ToWords()
    {
        if (_bits is null)
        {
            return [];
        }

        var words = new List<string>();
        for (var at = 0; at < _bits.Length; at++)
        {
            for (var rest = _bits[at]; rest != 0; rest &= rest - 1)
            {
                words.Add(set[(at * 64) + BitOperations.TrailingZeroCount(rest)]);
            }
        }

        return words;
    }
}
