using Markdig.Extensions.TaskLists;
using Markdig.Syntax.Inlines;

namespace Missy.Interactive.Markdown;

/// <summary>The text of a paragraph, a heading or a cell with the looks that its marks ask for.</summary>
internal static class InlineGlyphs
{
    /// <summary>The text; line breaks that the writer wants are line feeds, the others spaces.</summary>
    public static List<Glyph> Of(ContainerInline? container, TextStyle style = TextStyle.Plain)
    {
        var glyphs = new List<Glyph>();
        foreach (var inline in container ?? Enumerable.Empty<Inline>())
        {
            glyphs.AddRange(Of(inline, style));
        }

        return glyphs;
    }

    private static IEnumerable<Glyph> Of(Inline inline, TextStyle style) => inline switch
    {
        LiteralInline literal => Glyph.Of(literal.Content.ToString(), style),
        CodeInline code => Glyph.Of(code.Content, style | TextStyle.Code),
        EmphasisInline emphasis => Of(emphasis, style | StyleOf(emphasis)),
        LinkInline { IsImage: true } image => [.. Glyph.Of("[image: ", style), .. Of(image, style), .. Glyph.Of($"] ({image.Url})", style)],
        LinkInline link => Link(link, style),
        AutolinkInline auto => Glyph.Of(auto.Url, style | TextStyle.Underline),
        LineBreakInline { IsHard: true } => [new Glyph("\n", style)],
        LineBreakInline => [new Glyph(" ", style)],
        HtmlInline html => Glyph.Of(html.Tag, style),
        HtmlEntityInline entity => Glyph.Of(entity.Transcoded.ToString(), style),
        TaskList task => Glyph.Of(task.Checked ? "[x]" : "[ ]", style),
        // What began something that never came.
        DelimiterInline delimiter => [.. Glyph.Of(delimiter.ToLiteral(), style), .. Of(delimiter, style)],
        ContainerInline container => Of(container, style),
        _ => Glyph.Of(inline.ToString() ?? "", style),
    };

    private static TextStyle StyleOf(EmphasisInline emphasis) => (emphasis.DelimiterChar, emphasis.DelimiterCount) switch
    {
        ('~', _) => TextStyle.Strike,
        (_, > 1) => TextStyle.Bold,
        _ => TextStyle.Italic,
    };

    // The address is shown: a text alone could lead anywhere.
    private static List<Glyph> Link(LinkInline link, TextStyle style)
    {
        var text = Of(link, style | TextStyle.Underline);
        var shown = string.Concat(text.Select(glyph => glyph.Text));
        return string.IsNullOrEmpty(link.Url) || shown == link.Url || $"mailto:{shown}" == link.Url
            ? text
            : [.. text, .. Glyph.Of($" ({link.Url})", style | TextStyle.Dim)];
    }
}
