using System.Text;
using Missy.Configuration.Words;

namespace Missy.Routing;

/// <summary>What one pass over the text of a prompt finds.</summary>
/// <param name="Length">Its length in Unicode code points; a lone surrogate counts as one.</param>
/// <param name="SimpleWords">The simple words in it, each once.</param>
/// <param name="PremiumWords">The premium words in it, each once.</param>
internal readonly record struct PromptText(long Length, IReadOnlyList<string> SimpleWords, IReadOnlyList<string> PremiumWords)
{
    /// <summary>Reads the pieces of a prompt once, without a copy.</summary>
    internal static PromptText Read(IReadOnlyList<string> texts, WordSet simple, WordSet premium)
    {
        var (simpleHits, premiumHits) = (new WordHits(simple), new WordHits(premium));
        var longest = Math.Max(simple.Longest, premium.Longest);
        var length = 0L;
        for (var i = 0; i < texts.Count; i++)
        {
            var text = texts[i].AsSpan();
            for (int at = 0, start = 0, size; at < text.Length; at += size, length++)
            {
                var isPart = IsPart(text[at..], out size);
                var end = isPart ? at + size : at;
                if ((!isPart || end == text.Length) && end > start && end - start <= longest)
                {
                    var word = text[start..end];
                    var hash = WordSet.Hash(word);
                    simpleHits.Add(word, hash);
                    premiumHits.Add(word, hash);
                }

                start = isPart ? start : at + size;
            }
        }

        return new PromptText(length, simpleHits.ToWords(), premiumHits.ToWords());
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
