namespace Missy.Simulation.Chat;

/// <summary>
/// Cuts text into the pieces that stand for tokens: a word with the white space before it, long words in parts.
/// The pieces joined are the text; no piece ends between two surrogates.
/// </summary>
internal static class TextPieces
{
    private const int LongestWord = 16;

    /// <summary>Where the piece that begins at <paramref name="start"/> ends.</summary>
    public static int End(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        var word = end;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && end - word < LongestWord)
        {
            end++;
        }

        return Whole(text, end);
    }

    public static int Count(string text)
    {
        var count = 0;
        for (var start = 0; start < text.Length; start = End(text, start))
        {
            count++;
        }

        return count;
    }

    /// <summary>The first <paramref name="count"/> pieces of the text.</summary>
    public static string Take(string text, int count)
    {
        var end = 0;
        while (count-- > 0 && end < text.Length)
        {
            end = End(text, end);
        }

        return text[..end];
    }

    /// <summary>At most <paramref name="length"/> characters of the text, with an ellipsis where some were left out.</summary>
    public static string Quote(string text, int length) =>
        text.Length <= length ? text : string.Concat(text.AsSpan(0, Whole(text, length)), "…");

    /// <summary>Moves a cut that would fall between two surrogates behind them.</summary>
    public static int Whole(string text, int cut) =>
        cut > 0 && cut < text.Length && char.IsHighSurrogate(text[cut - 1]) && char.IsLowSurrogate(text[cut]) ? cut + 1 : cut;
}
