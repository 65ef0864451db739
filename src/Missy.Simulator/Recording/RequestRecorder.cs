namespace Missy.Simulation.Recording;

/// <summary>Keeps the newest requests, and tells those who wait for one.</summary>
internal sealed class RequestRecorder(int limit)
{
    private const long MostBodyBytes = 64L * 1024 * 1024;
    private readonly object _lock = new();
    private readonly Queue<RecordedRequest> _requests = new();
    private readonly List<(int Number, TaskCompletionSource<RecordedRequest> Waiter)> _arrivals = [];
    private readonly List<(int Number, TaskCompletionSource<RecordedRequest> Waiter)> _aborts = [];
    private long _bodyBytes;
    private int _count;

    public RecordedRequest[] All()
    {
        lock (_lock)
        {
            return [.. _requests];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
            _bodyBytes = 0;
            _count = 0;
        }
    }

    /// <summary>Numbers and keeps a request.</summary>
    public RecordedRequest Add(Func<int, RecordedRequest> create)
    {
        lock (_lock)
        {
            var request = create(++_count);
            _requests.Enqueue(request);
            _bodyBytes += request.BodyBytes;
            while (_requests.Count > 1 && (_requests.Count > limit || _bodyBytes > MostBodyBytes))
            {
                _bodyBytes -= _requests.Dequeue().BodyBytes;
            }

            Complete(_arrivals, request);
            return request;
        }
    }

    public void MarkAborted(RecordedRequest request)
    {
        lock (_lock)
        {
            request.ClientAborted = true;
            if (_requests.Contains(request))
            {
                Complete(_aborts, request);
            }
        }
    }

    public Task<RecordedRequest> WaitForArrivalAsync(int number, CancellationToken cancellationToken) =>
        WaitAsync(_arrivals, number, _ => true, cancellationToken);

    public Task<RecordedRequest> WaitForAbortAsync(int number, CancellationToken cancellationToken) =>
        WaitAsync(_aborts, number, request => request.ClientAborted, cancellationToken);

    private async Task<RecordedRequest> WaitAsync(
        List<(int Number, TaskCompletionSource<RecordedRequest> Waiter)> waiters,
        int number,
        Predicate<RecordedRequest> isDone,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        var waiter = new TaskCompletionSource<RecordedRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_requests.FirstOrDefault(request => request.Number == number) is { } known && isDone(known))
            {
                return known;
            }

            waiters.Add((number, waiter));
        }

        try
        {
            return await waiter.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                waiters.Remove((number, waiter));
            }
        }
    }

    private static void Complete(List<(int Number, TaskCompletionSource<RecordedRequest> Waiter)> waiters, RecordedRequest request)
    {
        foreach (var (number, waiter) in waiters)
        {
            if (number == request.Number)
            {
                waiter.TrySetResult(request);
            }
        }
    }
}
