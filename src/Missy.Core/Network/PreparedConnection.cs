namespace Missy.Network;

/// <summary>
/// One connection that is made ahead: under way, there, or failed. Whoever took it out of <see cref="PreparedConnections"/> owns it,
/// and uses it or disposes it.
/// </summary>
internal sealed class PreparedConnection(IDialer dialer, TimeProvider time, TimeSpan lifetime) : IDisposable
{
    private readonly long _started = time.GetTimestamp();
    private readonly CancellationTokenSource _end = new();
    private Task<Stream> _connecting = Task.FromCanceled<Stream>(new CancellationToken(canceled: true));
    private ITimer? _expiry;

    /// <summary>Whether a call may still take it, as far as is known now: it is young enough, and neither failed nor was closed by the other side.</summary>
    public bool IsGood =>
        time.GetElapsedTime(_started) < lifetime
        && (!_connecting.IsCompleted || (_connecting.IsCompletedSuccessfully && dialer.IsQuiet(_connecting.Result)));

    /// <summary>Begins, and returns at once.</summary>
    /// <param name="connect">Makes the connection, the look-up of the name included.</param>
    /// <param name="expired">Called once its time is up.</param>
    public void Start(Func<CancellationToken, Task<Stream>> connect, Action expired)
    {
        var token = _end.Token;

        // A resolver may block before it gives its task.
        _connecting = Task.Run(() => connect(token), token);
        _expiry = time.CreateTimer(static state => ((Action)state!)(), expired, lifetime, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits until it is there; the caller then owns the stream.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Null when it is of no use; it is closed then, and whoever wanted it connects anew.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<Stream?> UseAsync(CancellationToken cancellationToken)
    {
        _expiry?.Dispose();
        if (IsGood)
        {
            await ((Task)_connecting.WaitAsync(cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!cancellationToken.IsCancellationRequested && _connecting.IsCompletedSuccessfully && dialer.IsQuiet(_connecting.Result))
            {
                _end.Dispose();
                return _connecting.Result;
            }
        }

        Dispose();
        cancellationToken.ThrowIfCancellationRequested();
        return null;
    }

    /// <summary>Closes it, or sees to it that it will be.</summary>
    public void Dispose()
    {
        _expiry?.Dispose();
        _end.Cancel();
        PinnedConnector.Abandon(_connecting);
        _end.Dispose();
    }
}
