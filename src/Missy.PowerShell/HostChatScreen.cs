using System.Management.Automation;
using Missy.Commands;
using Missy.Sessions.Talk;

namespace Missy;

/// <summary>
/// A chat in a host that has no console to draw on, or with messages that were piped: answers as they were written, by way of
/// the host; failures are error records.
/// </summary>
/// <param name="messages">The messages; null = the host is asked for them.</param>
internal sealed class HostChatScreen(IEnumerable<string>? messages) : IChatScreen, IDisposable
{
    private const string Prompt = "> ";
    private readonly IEnumerator<string>? _lines = messages?.GetEnumerator();
    private HostText? _text;

    /// <inheritdoc/>
    public Task<string?> ReadAsync(CancellationToken cancellationToken) => ChatInput.ReadAsync(() => ReadLineAsync(cancellationToken));

    /// <inheritdoc/>
    public IDisposable Watch(Action stop) => this;

    /// <inheritdoc/>
    public Task ShowAsync(ChatPiece piece, CancellationToken cancellationToken) => On(
        command =>
        {
            Show(command, piece);
            return true;
        },
        cancellationToken);

    /// <summary>Ends a watch; there is nothing to end.</summary>
    public void Dispose()
    {
    }

    private static Task<T> On<T>(Func<PSCmdlet, T> action, CancellationToken cancellationToken) =>
        PipelineThread.Current!.InvokeAsync(action, cancellationToken);

    private static string? AskHost(PSCmdlet command)
    {
        command.Host.UI.Write(Prompt);
        return command.Host.UI.ReadLine();
    }

    // The host would echo what is redirected. A read from a pipe cannot be called off; it is left behind instead.
    private Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        _lines is not null ? Task.FromResult(_lines.MoveNext() ? _lines.Current : null)
        : Console.IsInputRedirected ? Task.Run(Console.In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken)
        : On<string?>(AskHost, cancellationToken);

    private void Show(PSCmdlet command, ChatPiece piece)
    {
        _text ??= new HostText(command);
        switch (piece.Kind)
        {
            case ChatPieceKind.Text:
                _text.Write(piece.Text);
                break;
            case ChatPieceKind.Answered or ChatPieceKind.Stopped:
                _text.EndLine();
                ((MissyCommand)command).WriteNotices();
                break;
            case ChatPieceKind.Reply or ChatPieceKind.Cleared:
            case ChatPieceKind.Greeting when _lines is null && !Console.IsInputRedirected:
                _text.Write(piece.Text + "\n");
                break;
            case ChatPieceKind.Notice:
                command.WriteWarning(piece.Text);
                break;
            case ChatPieceKind.Failure:
                _text.EndLine();
                command.WriteError(ErrorRecords.Of(command, piece.Failure!, null));
                break;
        }
    }
}
