using System.Globalization;

namespace Missy.Interactive.Markdown;

/// <summary>What a reader takes for one character, as it is shown.</summary>
/// <param name="Text">The character with all that is joined to it; a line feed begins a new line.</param>
/// <param name="Style">How it looks.</param>
internal readonly record struct Glyph(string Text, TextStyle Style)
{
    /// <summary>How many columns it takes.</summary>
    public int Width => CharacterWidth.Of(Text);

    public bool IsSpace => Text == " ";

    public bool IsBreak => Text == "\n";

    /// <summary>The characters of a text, line feeds among them. Those that could make a terminal do things are left out: Markdown can spell them, too.</summary>
    public static IEnumerable<Glyph> Of(string text, TextStyle style)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            element = element switch { "\t" => " ", "\r\n" => "\n", _ => element };
            if (element == "\n" || !element.Any(char.IsControl))
            {
                yield return new Glyph(element, style);
            }
        }
    }

    public static int WidthOf(IEnumerable<Glyph> glyphs) => glyphs.Sum(glyph => glyph.Width);
}
