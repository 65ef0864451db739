using System.Text;

namespace Missy.Interactive.Markdown;

/// <summary>Writes styled text with the codes of ECMA-48, section 8.3.117 (select graphic rendition). Each line ends as it began: plain.</summary>
internal static class Sgr
{
    private static readonly (TextStyle Style, string Code)[] _codes =
    [
        (TextStyle.Bold, "1"), (TextStyle.Dim, "2"), (TextStyle.Italic, "3"), (TextStyle.Underline, "4"), (TextStyle.Strike, "9"), (TextStyle.Code, "36"),
    ];

    /// <summary>One line.</summary>
    public static string Line(IEnumerable<Glyph> glyphs)
    {
        var line = new StringBuilder();
        var style = TextStyle.Plain;
        foreach (var glyph in glyphs)
        {
            Change(line, style, glyph.Style);
            style = glyph.Style;
            line.Append(glyph.Text);
        }

        Change(line, style, TextStyle.Plain);
        return line.ToString();
    }

    /// <summary>A text in one style.</summary>
    public static string Text(string text, TextStyle style) => Line(Glyph.Of(text, style));

    private static void Change(StringBuilder line, TextStyle from, TextStyle to)
    {
        if (from == to)
        {
            return;
        }

        var codes = _codes.Where(entry => to.HasFlag(entry.Style)).Select(entry => entry.Code);
        line.Append("\e[").AppendJoin(';', from == TextStyle.Plain ? codes : codes.Prepend("0")).Append('m');
    }
}
