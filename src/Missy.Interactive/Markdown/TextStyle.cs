namespace Missy.Interactive.Markdown;

/// <summary>How a piece of text looks.</summary>
[Flags]
internal enum TextStyle
{
    Plain = 0,
    Bold = 1,
    Dim = 2,
    Italic = 4,
    Underline = 8,
    Strike = 16,
    Code = 32,
}
