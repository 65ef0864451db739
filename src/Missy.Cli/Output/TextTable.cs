using Missy.Inspection;

namespace Missy.Cli.Output;

/// <summary>Rows in columns as wide as their widest cell, without lines.</summary>
internal static class TextTable
{
    public static async Task WriteAsync(Terminal terminal, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var lines = rows.Prepend(headings).Select(row => row.Select(OneLine).ToList()).ToList();
        var widths = headings.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
        {
            var cells = line.Select((cell, column) => column == line.Count - 1 ? cell : cell.PadRight(widths[column]));
            await terminal.Out.WriteLineAsync(string.Join("  ", cells).TrimEnd());
        }
    }

    // A cell holds words of a service or of a file: they may neither break the table nor reach the terminal as they are.
    private static string OneLine(string cell) => TerminalText.Clean(cell).Replace('\n', ' ').Replace('\t', ' ');
}
