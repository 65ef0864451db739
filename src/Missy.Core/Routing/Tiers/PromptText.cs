using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Missy.Configuration.Words;

namespace Missy.Routing;

/// <summary>What one pass over the text of a prompt finds.</summary>
/// <param name="Length">Its length in Unicode code points; a lone surrogate counts as one.</param>
/// <param name="SimpleWords">The simple words in it, each once.</param>
/// <param name="PremiumWords">The premium words in it, each once.</param>
internal readonly record struct PromptText(long Length, IReadOnlyList<string> SimpleWords, IReadOnlyList<string> PremiumWords)
{
    private const int Block = 16;

    /// <summary>Reads the pieces of a prompt once, without a copy.</summary>
    /// <param name="texts">The pieces; each begins a word anew.</param>
    /// <param name="simple">The simple words.</param>
    /// <param name="premium">The premium words.</param>
    /// <param name="begin">How the words of both begin.</param>
    internal static PromptText Read(IReadOnlyList<string> texts, WordSet simple, WordSet premium, WordStarts begin)
    {
        var (simpleHits, premiumHits) = (new WordHits(simple), new WordHits(premium));
        var longest = Math.Max(simple.Longest, premium.Longest);
        var length = 0L;
        for (var i = 0; i < texts.Count; i++)
        {
            var text = texts[i].AsSpan();
            length += Read(text, longest, begin, ref simpleHits, ref premiumHits);
        }

        return new PromptText(length, simpleHits.ToWords(), premiumHits.ToWords());
    }

    // Where ASCII is all there is, sixteen characters at once tell where words begin, and few words are looked at.
    private static int Read(
        ReadOnlySpan<char> text, int longest, WordStarts begin, ref WordHits simpleHits, ref WordHits premiumHits)
    {
        var length = 0;
        var inWord = false;

        // References rather than slices: checking their bounds would take as long as all else.
        ref var first = ref MemoryMarshal.GetReference(text);
        for (var at = 0; at < text.Length;)
        {
            var size = ReadBlocks(ref Unsafe.Add(ref first, at), text.Length - at, out var parts);
            if (size > 0)
            {
                for (var starts = parts & ~((parts << 1) | (inWord ? 1u : 0u)); starts != 0; starts &= starts - 1)
                {
                    var start = at + BitOperations.TrailingZeroCount(starts);
                    if (begin.MayBegin(ref Unsafe.Add(ref first, start)))
                    {
                        Look(text[start..], longest, ref simpleHits, ref premiumHits);
                    }
                }

                inWord = parts >> (size - 1) != 0;
                at += size;
                length += size;
                continue;
            }

            for (var end = Math.Min(at + Block, text.Length); at < end; length++)
            {
                var isPart = IsPart(text[at..], out var units);
                if (isPart && !inWord)
                {
                    Look(text[at..], longest, ref simpleHits, ref premiumHits);
                }

                inWord = isPart;
                at += units;
            }
        }

        return length;
    }

    // Of up to 64 characters, one bit each. Many at once, since the end of a loop over few is what a processor foresees worst.
    private static int ReadBlocks(ref char text, int left, out ulong parts)
    {
        parts = 0;
        var size = 0;
        for (; size < 64 && left - size >= Block + WordStarts.Characters - 1 && TryReadBlock(ref Unsafe.Add(ref text, size), out var more); size += Block)
        {
            parts |= (ulong)more << size;
        }

        return size;
    }

    // Of so many characters from here on, one bit each: whether it belongs to a word. False where one of them is not of ASCII.
    private static bool TryReadBlock(ref char text, out uint parts)
    {
        parts = 0;
        if (!Vector128.IsHardwareAccelerated)
        {
            return false;
        }

        ref var first = ref Unsafe.As<char, ushort>(ref text);
        var low = Vector128.LoadUnsafe(ref first);
        var high = Vector128.LoadUnsafe(ref first, (nuint)Vector128<ushort>.Count);
        if (((low | high) & Vector128.Create((ushort)0xFF80)) != Vector128<ushort>.Zero)
        {
            return false;
        }

        var characters = Vector128.Narrow(low, high);
        var letters = (characters | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a');
        var digits = characters - Vector128.Create((byte)'0');
        parts = (Vector128.LessThan(letters, Vector128.Create((byte)26))
            | Vector128.LessThan(digits, Vector128.Create((byte)10))
            | Vector128.Equals(characters, Vector128.Create((byte)'_'))).ExtractMostSignificantBits();
        return true;
    }

    private static void Look(ReadOnlySpan<char> text, int longest, ref WordHits simple, ref WordHits premium)
    {
        var end = 0;
        for (; end < text.Length && IsPart(text[end..], out var size); end += size)
        {
            if (end >= longest)
            {
                return;
            }
        }

        if (end <= longest)
        {
            var word = text[..end];
            var hash = WordSet.Hash(word);
            simple.Add(word, hash);
            premium.Add(word, hash);
        }
    }

    private static bool IsPart(ReadOnlySpan<char> text, out int size)
    {
        if (char.IsAscii(text[0]))
        {
            size = 1;
            return WordText.IsAsciiPart(text[0]);
        }

        // A lone surrogate is read as U+FFFD, which is no part of a word.
        _ = Rune.DecodeFromUtf16(text, out var rune, out size);
        return WordText.IsPart(rune);
    }
}
