namespace Missy.Interactive.Markdown;

/// <summary>Breaks a paragraph into lines: between words where it can, within one where it is longer than a line.</summary>
internal static class LineWrapper
{
    /// <summary>The lines, none wider than <paramref name="width"/>.</summary>
    /// <param name="glyphs">The paragraph.</param>
    /// <param name="width">Columns of a line; at least 2, so that every character fits.</param>
    public static List<List<Glyph>> Wrap(IEnumerable<Glyph> glyphs, int width)
    {
        var lines = new List<List<Glyph>>();
        var line = new List<Glyph>();
        var word = new List<Glyph>();
        foreach (var glyph in glyphs)
        {
            if (glyph.IsBreak)
            {
                EndWord();
                EndLine();
            }
            else if (glyph.IsSpace)
            {
                EndWord();
                line.Add(glyph);
            }
            else
            {
                if (Glyph.WidthOf(word) + glyph.Width > width)
                {
                    EndWord();
                }

                word.Add(glyph);
            }
        }

        EndWord();
        EndLine();
        return lines;

        void EndWord()
        {
            if (word.Count > 0 && line.Count > 0 && Glyph.WidthOf(line) + Glyph.WidthOf(word) > width)
            {
                EndLine();
            }

            line.AddRange(word);
            word.Clear();
        }

        void EndLine()
        {
            var end = line.Count;
            while (end > 0 && line[end - 1].IsSpace)
            {
                end--;
            }

            var start = 0;
            while (start < end && line[start].IsSpace)
            {
                start++;
            }

            lines.Add(line.GetRange(start, end - start));
            line.Clear();
        }
    }
}
