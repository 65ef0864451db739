namespace Missy.Providers;

/// <summary>One call's clock: armed while something is waited for, and joined to the caller's own cancellation.</summary>
internal sealed class CallTimer : IDisposable
{
    // What a timer can hold, some 49 days; whoever allows more waits without a limit.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;

    public CallTimer(TimeSpan first, TimeProvider time, CancellationToken caller)
    {
        _caller = caller;
        _source = new CancellationTokenSource(Bounded(first), time);
        _registration = caller.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>True when the time ran out, and it was not the caller who cancelled.</summary>
    public bool Expired => _source.IsCancellationRequested && !_caller.IsCancellationRequested;

    public void Arm(TimeSpan limit) => _source.CancelAfter(Bounded(limit));

    public void Disarm() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }

    private static TimeSpan Bounded(TimeSpan limit) => limit > Longest ? Timeout.InfiniteTimeSpan : limit;
}
