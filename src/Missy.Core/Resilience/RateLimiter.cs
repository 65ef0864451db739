using System.Diagnostics.CodeAnalysis;

namespace Missy.Resilience;

/// <summary>
/// The limits that a configuration sets on one provider: requests and tokens a minute. Who does not get leave at once waits in
/// the order of asking, and holds no thread meanwhile. Safe for any number of threads.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The timer is armed only while somebody waits, and lives as long as the process.")]
internal sealed class RateLimiter
{
    // Finer than that no clock wakes anybody; rounding down would wake too early, again and again.
    private const long Grain = TimeSpan.TicksPerMillisecond;

    private readonly object _lock = new();
    private readonly LinkedList<LimiterWaiter> _queue = [];
    private readonly string _provider;
    private readonly TokenBucket? _requests;
    private readonly TokenBucket? _tokens;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _refilled;

    // Estimates that may still come back.
    private long _lent;

    /// <summary>Makes a limiter.</summary>
    /// <param name="provider">The provider's name, for messages.</param>
    /// <param name="requestsPerMinute">0 = no limit.</param>
    /// <param name="tokensPerMinute">0 = no limit.</param>
    /// <param name="time">The clock.</param>
    public RateLimiter(string provider, int requestsPerMinute, int tokensPerMinute, TimeProvider time)
    {
        _provider = provider;
        _requests = requestsPerMinute > 0 ? new TokenBucket(requestsPerMinute) : null;
        _tokens = tokensPerMinute > 0 ? new TokenBucket(tokensPerMinute) : null;
        _time = time;
        _refilled = time.GetTimestamp();
        _timer = time.CreateTimer(static limiter => ((RateLimiter)limiter!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits for leave to make a call.</summary>
    /// <param name="tokens">An estimate of what it will use.</param>
    /// <param name="maxWait">The longest wait. A call that cannot get its turn in that time fails at once.</param>
    /// <param name="cancellationToken">Leaves the queue.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.RateLimited"/> with <see cref="MissyException.IsOwnLimit"/>.</exception>
    public ValueTask<LimiterLease> AcquireAsync(long tokens, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        cancellationToken.ThrowIfCancellationRequested();
        if (_tokens?.Capacity < tokens)
        {
            throw LimiterFailures.TooLarge(_provider, tokens, _tokens.Capacity);
        }

        LimiterWaiter waiter;
        lock (_lock)
        {
            Refill();
            if (_queue.Count == 0 && Fits(tokens))
            {
                return new ValueTask<LimiterLease>(Grant(tokens, TimeSpan.Zero));
            }

            // Requests never come back, estimates may: so long it takes even if all that is lent did.
            var least = Wait(_queue.Count + 1L, tokens - Math.Min(tokens, _lent));
            if (least > maxWait || maxWait <= TimeSpan.Zero)
            {
                throw TooLong(Wait(_queue.Count + 1L, tokens), maxWait);
            }

            waiter = new LimiterWaiter(tokens, _refilled, maxWait);
            _queue.AddLast(waiter.Node);
            Arm();
        }

        return new ValueTask<LimiterLease>(WaitAsync(waiter, cancellationToken));
    }

    /// <summary>A lease ends.</summary>
    /// <param name="estimate">What was charged.</param>
    /// <param name="used">What is to be charged.</param>
    /// <param name="sent">False gives the request back too.</param>
    internal void End(long estimate, long used, bool sent)
    {
        lock (_lock)
        {
            Refill();
            _lent -= estimate;
            if (used > estimate)
            {
                _tokens?.Take(used - estimate);
            }
            else
            {
                _tokens?.Give(estimate - used);
            }

            if (!sent)
            {
                _requests?.Give(1);
            }

            Serve();
        }
    }

    private async Task<LimiterLease> WaitAsync(LimiterWaiter waiter, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(
            (state, token) => Leave((LimiterWaiter)state!, token), waiter);
        return await waiter.Task;
    }

    private void Leave(LimiterWaiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (waiter.Node.List is not null)
            {
                _queue.Remove(waiter.Node);
                waiter.TrySetCanceled(cancellationToken);
                Refill();
                Serve();
            }
        }
    }

    private void Wake()
    {
        lock (_lock)
        {
            Refill();
            Serve();
        }
    }

    // The members below need the lock.
    private void Serve()
    {
        for (var node = _queue.First; node is not null;)
        {
            var (waiter, next) = (node.Value, node.Next);
            var waited = _time.GetElapsedTime(waiter.Since, _refilled);
            if (node == _queue.First && Fits(waiter.Tokens))
            {
                _queue.Remove(node);
                waiter.SetResult(Grant(waiter.Tokens, waited));
            }
            else if (waited >= waiter.MaxWait)
            {
                _queue.Remove(node);
                waiter.SetException(TooLong(Wait(1, waiter.Tokens), waiter.MaxWait));
            }

            node = next;
        }

        Arm();
    }

    private LimiterLease Grant(long tokens, TimeSpan waited)
    {
        _requests?.Take(1);
        _tokens?.Take(tokens);
        _lent += tokens;
        return new LimiterLease(this, tokens, waited);
    }

    private bool Fits(long tokens) => _requests?.Has(1) != false && _tokens?.Has(tokens) != false;

    private TimeSpan Wait(long requests, long tokens)
    {
        var forRequests = _requests?.WaitFor(requests) ?? TimeSpan.Zero;
        var forTokens = _tokens?.WaitFor(tokens) ?? TimeSpan.Zero;
        return forRequests > forTokens ? forRequests : forTokens;
    }

    private void Arm()
    {
        if (_queue.First is not { Value: var head })
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var due = Wait(1, head.Tokens);
        foreach (var waiter in _queue)
        {
            var left = waiter.MaxWait - _time.GetElapsedTime(waiter.Since, _refilled);
            due = left < due ? left : due;
        }

        _timer.Change(TimeSpan.FromTicks((due.Ticks + Grain - 1) / Grain * Grain), Timeout.InfiniteTimeSpan);
    }

    private void Refill()
    {
        var now = _time.GetTimestamp();
        var elapsed = _time.GetElapsedTime(_refilled, now);
        _requests?.Refill(elapsed);
        _tokens?.Refill(elapsed);
        _refilled = now;
    }

    private MissyException TooLong(TimeSpan wait, TimeSpan maxWait) =>
        LimiterFailures.TooLong(_provider, _requests?.Capacity, _tokens?.Capacity, wait, maxWait);
}
