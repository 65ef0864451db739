using Missy.Inspection;
using Missy.Interactive.Editing;
using Missy.Interactive.Markdown;
using Missy.Sessions.Talk;

namespace Missy.Interactive;

/// <summary>
/// A chat at the process's own console. While it lives, Ctrl+C is a key: it stops an answer and not the process.
/// </summary>
public sealed class ConsoleChatScreen : IChatScreen, IDisposable
{
    private readonly Func<string, CancellationToken, Task> _write;
    private readonly bool _styled;
    private readonly bool _controlCAsInput;
    private readonly Keys _keys;
    private readonly LineEditor _editor;
    private readonly Func<(int Columns, int Rows)> _size;
    private AnswerText? _answer;
    private bool _hasShown;

    /// <summary>Takes the console. It must be one: neither input nor output redirected, and able to obey control sequences.</summary>
    /// <param name="options">How the chat is.</param>
    public ConsoleChatScreen(ConsoleChatOptions options)
        : this(options, new SystemKeyboard(), Console.Out, static () => (Console.WindowWidth, Console.WindowHeight))
    {
        _controlCAsInput = Console.TreatControlCAsInput;
        Console.TreatControlCAsInput = true;
        OwnsConsole = true;
    }

    internal ConsoleChatScreen(ConsoleChatOptions options, IKeyboard keyboard, TextWriter output, Func<(int Columns, int Rows)> size)
    {
        ArgumentNullException.ThrowIfNull(options);
        _write = options.Write ?? (async (text, token) =>
        {
            await output.WriteAsync(text.AsMemory(), token);
            await output.FlushAsync(token);
        });
        _styled = options.Styled;
        _size = size;
        _keys = new Keys(keyboard, options.Time);
        _editor = new LineEditor(_keys, new EditorView(output, size), new InputHistory(options.Earlier), options.Complete);
    }

    private bool OwnsConsole { get; }

    /// <inheritdoc/>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        // A blank line parts a message from what was shown before it.
        await _write(_hasShown ? "\n" : "", cancellationToken);
        _hasShown = false;
        return await _editor.ReadAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public IDisposable Watch(Action stop) => new KeyWatch(_keys, stop);

    /// <inheritdoc/>
    public Task ShowAsync(ChatPiece piece, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(piece);
        var text = piece.Kind switch
        {
            ChatPieceKind.Asked => (_answer = new AnswerText(_styled, _size().Columns)).Begin(),
            ChatPieceKind.Text => _answer?.Next(piece.Text),
            ChatPieceKind.Answered => EndAnswer(),
            ChatPieceKind.Stopped => EndAnswer() + Line("Stopped. Nothing of this turn is kept.", TextStyle.Dim),
            ChatPieceKind.Failure => EndAnswer() + Error(piece),
            ChatPieceKind.Cleared => (_styled ? "\e[H\e[2J" : "") + Line(piece.Text, TextStyle.Plain),
            ChatPieceKind.Greeting or ChatPieceKind.Notice => Line(piece.Text, TextStyle.Dim),
            ChatPieceKind.Reply => Line(piece.Text, TextStyle.Plain),
            _ => null,
        };
        _hasShown = true;
        return string.IsNullOrEmpty(text) ? Task.CompletedTask : _write(text, cancellationToken);
    }

    /// <summary>Gives the console back as it was.</summary>
    public void Dispose()
    {
        if (OwnsConsole)
        {
            Console.TreatControlCAsInput = _controlCAsInput;
        }
    }

    private string EndAnswer()
    {
        var rest = _answer?.End() ?? "";
        _answer = null;
        return rest;
    }

    private string Error(ChatPiece piece) =>
        Line($"Error: {piece.Text}", TextStyle.Bold) + (piece.Failure?.Remedy is { } remedy ? Line(remedy, TextStyle.Plain) : "");

    private string Line(string text, TextStyle style)
    {
        var clean = TerminalText.Clean(text);
        return _styled
            ? string.Concat(LineWrapper.Wrap(Glyph.Of(clean, style), Math.Max(_size().Columns, 8)).Select(line => Sgr.Line(line) + "\n"))
            : clean + "\n";
    }
}
