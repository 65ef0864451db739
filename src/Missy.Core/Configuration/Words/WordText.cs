using System.Globalization;
using System.Text;

namespace Missy.Configuration.Words;

/// <summary>What a word of a prompt is: a run of letters, digits, marks and underscores. Everything else, apostrophes too, parts words.</summary>
internal static class WordText
{
    /// <summary>Whether a character belongs to a word.</summary>
    internal static bool IsPart(Rune rune) => rune.IsAscii ? IsAsciiPart((char)rune.Value) : Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>The same for one of the first 128.</summary>
    internal static bool IsAsciiPart(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';

    /// <summary>Whether a text is one word and nothing else. A lone surrogate is no part of a word.</summary>
    internal static bool IsWord(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsPart(rune))
            {
                return false;
            }
        }

        return text.Length > 0;
    }
}
