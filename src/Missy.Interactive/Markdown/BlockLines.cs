using System.Globalization;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Missy.Interactive.Markdown;

/// <summary>The lines of a block as a terminal shows them.</summary>
internal static class BlockLines
{
    private const int Narrowest = 8;
    private static readonly string _bar = Sgr.Text("│", TextStyle.Dim) + " ";

    /// <summary>The lines of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="width">Columns that they may take.</param>
    public static IEnumerable<string> Of(Block block, int width)
    {
        width = Math.Max(width, Narrowest);
        return block switch
        {
            HeadingBlock heading => Paragraph(heading, width, heading.Level == 1 ? TextStyle.Bold | TextStyle.Underline : TextStyle.Bold),
            ThematicBreakBlock => [Sgr.Text(new string('─', width), TextStyle.Dim)],
            FencedCodeBlock fenced => [.. Fence(fenced.Info), .. Code(fenced)],
            CodeBlock code => Code(code),
            Table table => TableLines.Of(table, width),
            ListBlock list => List(list, width),
            QuoteBlock quote => Container(quote, width - 2).Select(line => _bar + line),
            LinkReferenceDefinitionGroup => [],
            ContainerBlock container => Container(container, width),
            HtmlBlock html => Source(html).Select(line => Sgr.Text(line, TextStyle.Plain)),
            LeafBlock leaf => Paragraph(leaf, width, TextStyle.Plain),
            _ => [],
        };
    }

    /// <summary>The line above code that says what it is; none where nothing does.</summary>
    public static IEnumerable<string> Fence(string? language) => string.IsNullOrWhiteSpace(language) ? [] : [Sgr.Text(language.Trim(), TextStyle.Dim)];

    /// <summary>A line of code. It is not broken: what is copied from the screen is to be as it was written.</summary>
    public static string Code(string line) => Sgr.Text(line.Replace("\t", "    ", StringComparison.Ordinal), TextStyle.Code);

    /// <summary>The lines of an item of a list.</summary>
    public static IEnumerable<string> Item(ListBlock list, ListItemBlock item, int width)
    {
        var marker = list.IsOrdered
            ? item.Order.ToString(CultureInfo.InvariantCulture) + list.OrderedDelimiter + " "
            : "• ";
        var rest = new string(' ', marker.Length);
        return Container(item, width - marker.Length).DefaultIfEmpty("").Select((line, index) => (index == 0 ? marker : line.Length == 0 ? "" : rest) + line);
    }

    private static IEnumerable<string> List(ListBlock list, int width) => Spaced([.. list], block => Item(list, (ListItemBlock)block, width));

    private static IEnumerable<string> Container(ContainerBlock container, int width) => Spaced([.. container], block => Of(block, width));

    // A blank line stands where the writer had one.
    private static IEnumerable<string> Spaced(IReadOnlyList<Block> blocks, Func<Block, IEnumerable<string>> lines)
    {
        for (var index = 0; index < blocks.Count; index++)
        {
            if (index > 0 && HasGap(blocks[index - 1], blocks[index]))
            {
                yield return "";
            }

            foreach (var line in lines(blocks[index]))
            {
                yield return line;
            }
        }
    }

    private static bool HasGap(Block before, Block after) => after.Line > LastLine(before) + 1;

    private static int LastLine(Block block) => block switch
    {
        ContainerBlock { Count: > 0 } container => LastLine(container.LastChild!),
        FencedCodeBlock fenced => fenced.Line + fenced.Lines.Count + (fenced.ClosingFencedCharCount > 0 ? 1 : 0),
        HeadingBlock { IsSetext: true } heading => heading.Line + 1,
        LeafBlock { Lines.Count: > 0 } leaf => leaf.Line + leaf.Lines.Count - 1,
        ParagraphBlock { Inline: { } inline } paragraph => paragraph.Line + inline.Descendants<LineBreakInline>().Count(),
        _ => block.Line,
    };

    private static IEnumerable<string> Paragraph(LeafBlock block, int width, TextStyle style) =>
        LineWrapper.Wrap(InlineGlyphs.Of(block.Inline, style), width).Select(Sgr.Line);

    private static IEnumerable<string> Code(CodeBlock code) => Source(code).Select(Code);

    private static IEnumerable<string> Source(LeafBlock block) =>
        block.Lines.Lines is null ? [] : block.Lines.Lines.Take(block.Lines.Count).Select(line => line.Slice.ToString());
}
