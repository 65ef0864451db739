using Missy.Inspection;
using Missy.Sessions.Talk;

namespace Missy.Interactive;

/// <summary>
/// A chat of lines, for scripts and simple terminals: one message a line, or several where lines end with a backslash; answers
/// as they were written, failures and notices apart from them.
/// </summary>
/// <param name="input">The messages.</param>
/// <param name="output">The answers and replies.</param>
/// <param name="error">Failures and notices.</param>
/// <param name="atTerminal">Whether the answers go to a terminal: then what could make it do things is left out.</param>
/// <param name="prompt">What asks a person for the next message; empty for a script.</param>
public sealed class PlainChatScreen(TextReader input, TextWriter output, TextWriter error, bool atTerminal, string prompt = "") : IChatScreen
{
    private TerminalText _filter = new();
    private bool _withinLine;

    /// <inheritdoc/>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(prompt.AsMemory(), cancellationToken);
        await output.FlushAsync(cancellationToken);
        return await ChatInput.ReadAsync(() => ReadLineAsync(cancellationToken));
    }

    /// <inheritdoc/>
    public IDisposable Watch(Action stop) => NoWatch.Instance;

    /// <inheritdoc/>
    public async Task ShowAsync(ChatPiece piece, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(piece);
        switch (piece.Kind)
        {
            case ChatPieceKind.Asked:
                _filter = new TerminalText();
                break;
            case ChatPieceKind.Text:
                await WriteAsync(piece.Text);
                break;
            case ChatPieceKind.Answered:
                await EndLineAsync();
                break;
            case ChatPieceKind.Reply or ChatPieceKind.Cleared:
                await WriteAsync(piece.Text);
                await EndLineAsync();
                break;
            case ChatPieceKind.Greeting when prompt.Length > 0:
                await output.WriteLineAsync(TerminalText.Clean(piece.Text));
                break;
            case ChatPieceKind.Notice or ChatPieceKind.Failure:
                await EndLineAsync();
                await error.WriteLineAsync($"missy: {TerminalText.Clean(piece.Text)}");
                await error.WriteAsync(piece.Failure?.Remedy is { } remedy ? $"{TerminalText.Clean(remedy)}\n" : "");
                break;
        }

        await output.FlushAsync(cancellationToken);
    }

    // A read from a pipe cannot be called off; it is left behind instead.
    private Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        Task.Run(input.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);

    private async Task WriteAsync(string text)
    {
        var shown = atTerminal ? _filter.Next(text) : text;
        _withinLine = shown.Length > 0 ? shown[^1] != '\n' : _withinLine;
        await output.WriteAsync(shown);
    }

    private async Task EndLineAsync()
    {
        if (_withinLine)
        {
            _withinLine = false;
            await output.WriteLineAsync();
        }
    }
}
