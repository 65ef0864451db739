namespace Missy.Providers.Secrets;

/// <summary>Work that whoever asks for it while it goes on shares. When the last who waits has gone, it is cancelled.</summary>
internal sealed class SingleFlight<T>(Func<CancellationToken, Task<T>> work)
{
    private readonly object _lock = new();
    private Flight? _current;

    /// <summary>The result of the work that goes on, or of work begun now.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<T> RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Flight flight;
        lock (_lock)
        {
            flight = _current is { Task.IsCompleted: false } ? _current : _current = Begin();
            flight.Waiting++;
        }

        try
        {
            return await flight.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(flight);
        }
    }

    private Flight Begin()
    {
        var cancellation = new CancellationTokenSource();
        return new Flight(Task.Run(() => work(cancellation.Token), CancellationToken.None), cancellation);
    }

    private void Leave(Flight flight)
    {
        lock (_lock)
        {
            // Whoever comes after this begins anew: a result is the caller's to keep.
            if (_current == flight && (flight.Task.IsCompleted || flight.Waiting == 1))
            {
                _current = null;
            }

            if (--flight.Waiting > 0)
            {
                return;
            }
        }

        flight.Cancellation.Cancel();
    }

    private sealed class Flight(Task<T> task, CancellationTokenSource cancellation)
    {
        public Task<T> Task { get; } = task;

        public CancellationTokenSource Cancellation { get; } = cancellation;

        public int Waiting { get; set; }
    }
}
