namespace Missy.Sessions.Talk;

/// <summary>Where a chat happens: what a front end fills. Used by one task at a time.</summary>
public interface IChatScreen
{
    /// <summary>Waits for the next message of the user.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message, which may have several lines; null when there are no more.</returns>
    public Task<string?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Shows something.</summary>
    /// <param name="piece">What.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    public Task ShowAsync(ChatPiece piece, CancellationToken cancellationToken);

    /// <summary>Watches for the user's wish to stop what is being done.</summary>
    /// <param name="stop">What to do then; it may be called on any thread, once or more.</param>
    /// <returns>What ends the watch when it is disposed.</returns>
    public IDisposable Watch(Action stop);
}
