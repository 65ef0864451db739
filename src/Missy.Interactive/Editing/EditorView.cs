using System.Text;
using Missy.Interactive.Markdown;

namespace Missy.Interactive.Editing;

/// <summary>Draws a message that is being written over its last drawing. It breaks the lines itself, so that it knows where the caret is.</summary>
/// <param name="output">The terminal.</param>
/// <param name="size">Its columns and rows.</param>
internal sealed class EditorView(TextWriter output, Func<(int Columns, int Rows)> size)
{
    private const string Prompt = "> ";
    private const string Continuation = "  ";
    private int _caretRow;

    /// <summary>Draws it.</summary>
    /// <param name="text">The message.</param>
    /// <param name="caret">Where the caret stands in it.</param>
    /// <param name="below">What to show below it; empty for nothing.</param>
    public void Draw(string text, int caret, IReadOnlyList<string> below)
    {
        var (columns, height) = size();
        columns = Math.Max(columns, 8);
        var (rows, caretRow, caretColumn) = Lay(text, caret, columns);
        var belowRows = below.SelectMany(line => LineWrapper.Wrap(Glyph.Of(line, TextStyle.Plain), columns - 1)).Select(Sgr.Line).ToList();

        // What is higher than the screen could not be drawn over: the rows around the caret are shown.
        var room = Math.Max(1, height - 1 - belowRows.Count);
        var first = Math.Max(0, Math.Min(caretRow - (room / 2), rows.Count - room));
        var shown = rows.Skip(first).Take(room).Concat(belowRows).ToList();
        caretRow -= first;

        var drawing = new StringBuilder();
        Rewind(drawing);
        drawing.AppendJoin("\r\n", shown);
        Up(drawing, shown.Count - 1 - caretRow);
        drawing.Append('\r');
        if (caretColumn > 0)
        {
            drawing.Append("\e[").Append(caretColumn).Append('C');
        }

        _caretRow = caretRow;
        output.Write(drawing);
        output.Flush();
    }

    /// <summary>Leaves the drawing as it is; what follows stands below it.</summary>
    public void Leave(string text)
    {
        Draw(text, text.Length, []);
        output.Write("\r\n");
        output.Flush();
        _caretRow = 0;
    }

    /// <summary>Empties the screen.</summary>
    public void Clear()
    {
        output.Write("\e[H\e[2J");
        output.Flush();
        _caretRow = 0;
    }

    private static (List<string> Rows, int CaretRow, int CaretColumn) Lay(string text, int caret, int columns)
    {
        var rows = new List<string>();
        var row = new StringBuilder(Prompt);
        var column = Prompt.Length;
        var (caretRow, caretColumn) = (-1, 0);
        var at = 0;
        foreach (var element in Elements(text))
        {
            var shown = element == "\t" ? " " : element;
            if (element != "\n" && column + CharacterWidth.Of(shown) >= columns)
            {
                EndRow(Continuation);
            }

            if (at >= caret && caretRow < 0)
            {
                (caretRow, caretColumn) = (rows.Count, column);
            }

            if (element == "\n")
            {
                EndRow(Continuation);
            }
            else
            {
                row.Append(shown);
                column += CharacterWidth.Of(shown);
            }

            at += element.Length;
        }

        if (caretRow < 0)
        {
            (caretRow, caretColumn) = (rows.Count, column);
        }

        rows.Add(row.ToString());
        return (rows, caretRow, caretColumn);

        void EndRow(string next)
        {
            rows.Add(row.ToString());
            row.Clear().Append(next);
            column = next.Length;
        }
    }

    private static IEnumerable<string> Elements(string text)
    {
        var elements = System.Globalization.StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }

    private static void Up(StringBuilder drawing, int rows)
    {
        if (rows > 0)
        {
            drawing.Append("\e[").Append(rows).Append('A');
        }
    }

    private void Rewind(StringBuilder drawing)
    {
        Up(drawing, _caretRow);
        drawing.Append("\r\e[J");
    }
}
