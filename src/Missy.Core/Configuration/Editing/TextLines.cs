namespace Missy.Configuration.Editing;

/// <summary>Where the lines of a text start and end, whatever ends them.</summary>
internal static class TextLines
{
    private static readonly char[] Breaks = ['\r', '\n'];

    /// <summary>Where the line of a place starts.</summary>
    internal static int Start(string text, int at) => at == 0 ? 0 : text.LastIndexOfAny(Breaks, at - 1) + 1;

    /// <summary>Where the line of a place ends, its break not included.</summary>
    internal static int End(string text, int at) => text.IndexOfAny(Breaks, at) is var end and >= 0 ? end : text.Length;

    /// <summary>Where the next line starts; the end of the text after the last one.</summary>
    internal static int Next(string text, int at)
    {
        var end = End(text, at);
        return end + BreakAt(text, end).Length;
    }

    /// <summary>The break that stands at a place; empty at the end of the text.</summary>
    internal static string BreakAt(string text, int end) =>
        end >= text.Length ? "" : text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? "\r\n" : text[end].ToString();

    /// <summary>The break of the line before a place, or of its own where that is the first; a line feed when the text has none.</summary>
    internal static string BreakNear(string text, int at)
    {
        var start = Start(text, at);
        if (start > 0)
        {
            return start > 1 && text[start - 2] == '\r' && text[start - 1] == '\n' ? "\r\n" : text[start - 1].ToString();
        }

        var own = BreakAt(text, End(text, at));
        return own.Length > 0 ? own : "\n";
    }

    /// <summary>How far a place stands from the start of its line.</summary>
    internal static int Column(string text, int at) => at - Start(text, at);

    /// <summary>The number of the line of a place, counted from 1.</summary>
    internal static int Number(string text, int at)
    {
        var number = 1;
        for (var i = 0; i < at; i++)
        {
            number += text[i] == '\n' || (text[i] == '\r' && BreakAt(text, i).Length == 1) ? 1 : 0;
        }

        return number;
    }
}
