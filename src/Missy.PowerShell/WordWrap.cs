using System.Text;

namespace Missy;

/// <summary>Breaks text into lines that fit, between words.</summary>
internal static class WordWrap
{
    /// <summary>The text with line feeds where a line is to end. Words that do not fit into a line are left whole.</summary>
    /// <param name="text">The text; lines of its own stay.</param>
    /// <param name="width">The columns of a line.</param>
    public static string Lines(string text, int width)
    {
        if (text.Length <= width / 2)
        {
            return text;
        }

        var lines = new StringBuilder(text.Length + 16);
        foreach (var line in text.Split('\n'))
        {
            lines.Append(lines.Length > 0 ? "\n" : "");
            Break(line, width, lines);
        }

        return lines.ToString();
    }

    private static void Break(string line, int width, StringBuilder lines)
    {
        var column = 0;
        for (var start = 0; start < line.Length;)
        {
            // A word with the blanks before it, which are dropped where a line ends.
            var word = start;
            while (word < line.Length && line[word] == ' ')
            {
                word++;
            }

            var end = line.IndexOf(' ', word);
            end = end < 0 ? line.Length : end;
            var cells = Cells(line.AsSpan(word, end - word));
            if (column > 0 && column + (word - start) + cells > width)
            {
                lines.Append('\n').Append(line, word, end - word);
                column = cells;
            }
            else
            {
                lines.Append(line, start, end - start);
                column += word - start + cells;
            }

            start = end;
        }
    }

    // As PowerShell counts them, but never fewer: what is wide takes two columns, and so does each half of an emoji at most.
    private static int Cells(ReadOnlySpan<char> word)
    {
        var cells = word.Length;
        foreach (var letter in word)
        {
            cells += letter is >= '\u1100' and not (>= '\u2000' and < '\u2e80') and not (>= '\ud800' and <= '\udfff') ? 1 : 0;
        }

        return cells;
    }
}
