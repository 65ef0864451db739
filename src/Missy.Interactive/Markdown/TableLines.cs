using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Missy.Interactive.Markdown;

/// <summary>The lines of a table: columns as wide as what they hold, narrower where the screen is.</summary>
internal static class TableLines
{
    private const int Narrowest = 4;
    private const string Between = " │ ";

    /// <summary>The lines of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="width">Columns that it may take; a table of very many columns takes more.</param>
    public static IEnumerable<string> Of(Table table, int width)
    {
        var rows = table.OfType<TableRow>()
            .Select(row => (row.IsHeader, Cells: row.OfType<TableCell>().Select(cell => Glyphs(cell, row.IsHeader)).ToList()))
            .ToList();
        var count = rows.Max(row => row.Cells.Count);
        var widths = Fit([.. Enumerable.Range(0, count).Select(column => rows.Max(row => column < row.Cells.Count ? Glyph.WidthOf(row.Cells[column]) : 0))], width);
        foreach (var (isHeader, cells) in rows)
        {
            foreach (var line in Row(cells, widths, column => AlignmentOf(table, column)))
            {
                yield return line;
            }

            if (isHeader)
            {
                yield return Sgr.Text(string.Join("─┼─", widths.Select(column => new string('─', column))), TextStyle.Dim);
            }
        }
    }

    private static TableColumnAlign? AlignmentOf(Table table, int column) =>
        column < table.ColumnDefinitions.Count ? table.ColumnDefinitions[column].Alignment : null;

    private static List<Glyph> Glyphs(TableCell cell, bool isHeader) =>
        [.. cell.OfType<LeafBlock>().SelectMany(leaf => InlineGlyphs.Of(leaf.Inline, isHeader ? TextStyle.Bold : TextStyle.Plain))];

    // The widest gives until all fit, or none is wide any more.
    private static int[] Fit(int[] widths, int width)
    {
        widths = [.. widths.Select(column => Math.Max(column, 1))];
        var room = width - (Between.Length * (widths.Length - 1));
        while (widths.Sum() > room && widths.Max() > Narrowest)
        {
            widths[Array.IndexOf(widths, widths.Max())]--;
        }

        return widths;
    }

    private static IEnumerable<string> Row(List<List<Glyph>> cells, int[] widths, Func<int, TableColumnAlign?> alignmentOf)
    {
        var wrapped = widths.Select((column, index) => index < cells.Count ? LineWrapper.Wrap(cells[index], Math.Max(column, 2)) : [[]]).ToList();
        for (var line = 0; line < wrapped.Max(cell => cell.Count); line++)
        {
            var parts = wrapped.Select((cell, index) => Padded(line < cell.Count ? cell[line] : [], widths[index], alignmentOf(index)));
            yield return string.Join(Sgr.Text(Between, TextStyle.Dim), parts).TrimEnd();
        }
    }

    private static string Padded(List<Glyph> glyphs, int width, TableColumnAlign? alignment)
    {
        var free = Math.Max(0, width - Glyph.WidthOf(glyphs));
        var left = alignment switch { TableColumnAlign.Right => free, TableColumnAlign.Center => free / 2, _ => 0 };
        return new string(' ', left) + Sgr.Line(glyphs) + new string(' ', free - left);
    }
}
