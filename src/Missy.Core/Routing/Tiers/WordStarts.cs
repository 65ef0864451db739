using System.Runtime.CompilerServices;

namespace Missy.Routing;

/// <summary>
/// How words begin: their first three characters, of each its five lowest bits, which are the same in either case. Most words of
/// a prompt begin otherwise, and need not be looked at further.
/// </summary>
internal sealed class WordStarts
{
    /// <summary>By how many characters.</summary>
    internal const int Characters = 3;

    private const int BitsEach = 5;
    private const int Values = 1 << BitsEach;
    private const int Mask = Values - 1;

    private readonly uint[] _begins = new uint[(1 << (Characters * BitsEach)) / 32];

    /// <summary>How the words of several sets begin.</summary>
    internal static WordStarts Of(params ReadOnlySpan<WordSet> sets)
    {
        var starts = new WordStarts();
        foreach (var set in sets)
        {
            foreach (var spelling in set.Spellings)
            {
                starts.Add(spelling, 0, 0);
            }
        }

        return starts;
    }

    /// <summary>Whether a noted word may begin here; certain only when it says no.</summary>
    /// <param name="text">The first of at least <see cref="Characters"/> characters.</param>
    internal bool MayBegin(ref char text)
    {
        int first = text, second = Unsafe.Add(ref text, 1), third = Unsafe.Add(ref text, 2);
        var begin = ((first & Mask) << (2 * BitsEach)) | ((second & Mask) << BitsEach) | (third & Mask);
        return (_begins[begin >> 5] & (1u << begin)) != 0 || (first | second | third) > 127;
    }

    // Where a word is shorter, or not of ASCII, any character fits.
    private void Add(string word, int at, int begin)
    {
        if (at == Characters)
        {
            _begins[begin >> 5] |= 1u << begin;
            return;
        }

        var known = at < word.Length && char.IsAscii(word[at]);
        for (var value = known ? word[at] & Mask : 0; value < Values; value++)
        {
            Add(word, at + 1, (begin << BitsEach) | value);
            if (known)
            {
                return;
            }
        }
    }
}
