using Missy.Inspection;

namespace Missy.Cli.Output;

/// <summary>
/// Writes an answer's text, in one piece or many: to a person without what could make a terminal do things, to a program as
/// it is.
/// </summary>
internal sealed class AnswerOutput(Terminal terminal)
{
    private readonly TerminalText? _filter = terminal.OutputRedirected ? null : new TerminalText();
    private char _last = '\n';

    public async Task WriteAsync(string text)
    {
        var shown = _filter?.Next(text) ?? text;
        if (shown.Length > 0)
        {
            _last = shown[^1];
            await terminal.Out.WriteAsync(shown);
        }
    }

    /// <summary>The rest will not come: at a terminal, what follows begins on a line of its own.</summary>
    public async Task BreakOffAsync()
    {
        if (!terminal.OutputRedirected && _last != '\n')
        {
            await terminal.Out.WriteLineAsync();
        }
    }
}
