using Missy.Sessions.Talk;

namespace Missy.Tests.Sessions.Talk;

/// <summary>A screen whose user says what was written down beforehand, and whose pieces are kept.</summary>
internal sealed class ScriptedScreen(params string[] messages) : IChatScreen
{
    private readonly Queue<string> _messages = new(messages);
    private Action? _stop;

    public List<ChatPiece> Pieces { get; } = [];

    /// <summary>What happens as soon as a piece is shown; it may stop what is done.</summary>
    public Action<ChatPiece, Action>? Shown { get; set; }

    /// <summary>The pieces' kinds and texts, a line each; pieces of text are joined.</summary>
    public string Shows(ChatPieceKind kind) => string.Concat(Pieces.Where(piece => piece.Kind == kind).Select(piece => piece.Text));

    public Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Assert.Null(_stop);
        return Task.FromResult(_messages.TryDequeue(out var message) ? message : null);
    }

    public Task ShowAsync(ChatPiece piece, CancellationToken cancellationToken)
    {
        Pieces.Add(piece);
        Shown?.Invoke(piece, () => _stop?.Invoke());
        return Task.CompletedTask;
    }

    public IDisposable Watch(Action stop)
    {
        _stop = stop;
        return new Ending(() => _stop = null);
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
