using Missy.Inspection;
using Missy.Interactive.Markdown;

namespace Missy.Interactive;

/// <summary>
/// An answer on its way to a terminal: rendered block by block, with a mark where more is to come; or, without styles, as it was
/// written. What could make a terminal do things is left out.
/// </summary>
/// <param name="styled">Whether it is rendered.</param>
/// <param name="width">Columns of the terminal.</param>
internal sealed class AnswerText(bool styled, int width)
{
    private const string Mark = "\e[2m…\e[0m";
    private const string NoMark = "\r\e[K";

    private readonly MarkdownStream _markdown = new(width);
    private readonly TerminalText _filter = new();
    private bool _withinLine;

    /// <summary>What shows that an answer is awaited.</summary>
    public string Begin() => styled ? Mark : "";

    /// <summary>What to show of the next piece.</summary>
    public string Next(string piece)
    {
        if (styled)
        {
            var shown = _markdown.Next(piece);
            return shown.Length > 0 ? NoMark + shown + Mark : "";
        }

        var text = _filter.Next(piece);
        _withinLine = text.Length > 0 ? text[^1] != '\n' : _withinLine;
        return text;
    }

    /// <summary>What is left to show when nothing more comes; what follows begins on a line of its own.</summary>
    public string End() => styled ? NoMark + _markdown.End() : _withinLine ? "\n" : "";
}
