namespace Missy.Calls;

/// <summary>
/// Calls side by side: so many under way at most, and what comes of them handed back one by one, in the order in which they
/// were begun or as they end. Whoever waits for room before each call keeps neither questions nor answers of more than a few.
/// </summary>
/// <remarks>Its members are for one thread; the calls go on on any.</remarks>
/// <typeparam name="T">What a call gives.</typeparam>
public sealed class CallWindow<T> : IDisposable
{
    // One slow call does not hold up the others at once, and what waits behind it stays a few answers.
    private const int KeptForEach = 4;

    private readonly object _lock = new();
    private readonly Queue<Entry> _next = new();
    private readonly CancellationTokenSource _cancelling;
    private readonly int _limit;
    private readonly bool _ordered;
    private TaskCompletionSource? _ended;
    private int _running;
    private int _kept;

    /// <summary>A window without calls.</summary>
    /// <param name="limit">How many calls may be under way at a time; at least 1.</param>
    /// <param name="ordered">True hands them back in the order in which they were begun; false, in which they end.</param>
    /// <param name="cancellationToken">Cancels all of them.</param>
    public CallWindow(int limit, bool ordered, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        _limit = limit;
        _ordered = ordered;
        _cancelling = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>How many calls were begun and not yet taken back.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _kept;
            }
        }
    }

    /// <summary>How many calls are under way.</summary>
    public int Running
    {
        get
        {
            lock (_lock)
            {
                return _running;
            }
        }
    }

    /// <summary>Whether a further call may begin. What has ended and is not taken back takes room too.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_lock)
            {
                return HasRoom_NeedsLock;
            }
        }
    }

    private bool HasRoom_NeedsLock => _running < _limit && _kept / KeptForEach < _limit;

    private bool CanTake_NeedsLock => _next.TryPeek(out var entry) && entry.Ended is not null;

    /// <summary>Begins a call.</summary>
    /// <param name="item">What it is made for.</param>
    /// <param name="call">The call; it ends soon after its token is cancelled.</param>
    public void Begin(object? item, Func<CancellationToken, Task<T>> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var entry = new Entry();
        lock (_lock)
        {
            _running++;
            Keep_NeedsLock(entry);
        }

        // It keeps its failure for whoever takes it back.
        _ = RunAsync(entry, item, call);
    }

    /// <summary>Takes up an item in its turn for which no call could be begun.</summary>
    /// <param name="item">The item.</param>
    /// <param name="failure">Why.</param>
    public void Fail(object? item, Exception failure)
    {
        var entry = new Entry();
        lock (_lock)
        {
            Keep_NeedsLock(entry);
            End_NeedsLock(entry, new EndedCall<T>(item, default, failure));
        }
    }

    /// <summary>Takes back the next call that has ended; null when its turn has not come, or there is none.</summary>
    public EndedCall<T>? Take()
    {
        lock (_lock)
        {
            if (!CanTake_NeedsLock)
            {
                return null;
            }

            _kept--;
            return _next.Dequeue().Ended;
        }
    }

    /// <summary>Waits until there is room, or something to take back first.</summary>
    public Task WaitForRoomAsync() => WaitAsync(static window => window.HasRoom_NeedsLock || window.CanTake_NeedsLock);

    /// <summary>Waits until there is something to take back, or nothing to wait for.</summary>
    public Task WaitForNextAsync() => WaitAsync(static window => window._kept == 0 || window.CanTake_NeedsLock);

    /// <summary>Cancels what is under way, waits until it has ended and drops what was not taken back. No call can be begun after it.</summary>
    public async Task EndAsync()
    {
        await _cancelling.CancelAsync();
        await WaitAsync(static window => window._running == 0);
        lock (_lock)
        {
            _next.Clear();
            _kept = 0;
        }
    }

    /// <summary>Lets go of the token that was given. Only when nothing is under way.</summary>
    public void Dispose() => _cancelling.Dispose();

    private async Task RunAsync(Entry entry, object? item, Func<CancellationToken, Task<T>> call)
    {
        EndedCall<T> ended;
        try
        {
            ended = new EndedCall<T>(item, await call(_cancelling.Token), null);
        }
        catch (Exception exception)
        {
            ended = new EndedCall<T>(item, default, exception);
        }

        lock (_lock)
        {
            _running--;
            End_NeedsLock(entry, ended);
        }
    }

    private void Keep_NeedsLock(Entry entry)
    {
        _kept++;
        if (_ordered)
        {
            _next.Enqueue(entry);
        }
    }

    private void End_NeedsLock(Entry entry, EndedCall<T> ended)
    {
        entry.Ended = ended;
        if (!_ordered)
        {
            _next.Enqueue(entry);
        }

        _ended?.TrySetResult();
        _ended = null;
    }

    private async Task WaitAsync(Predicate<CallWindow<T>> holds)
    {
        while (true)
        {
            Task ended;
            lock (_lock)
            {
                if (holds(this))
                {
                    return;
                }

                _ended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                ended = _ended.Task;
            }

            await ended;
        }
    }

    private sealed class Entry
    {
        public EndedCall<T>? Ended { get; set; }
    }
}
