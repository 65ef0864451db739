namespace Missy.Resilience;

/// <summary>
/// How long to wait before a retry: exponential, capped, then full jitter (any time from nothing to that), so that calls which
/// failed together do not come back together.
/// </summary>
/// <param name="first">The most that the first retry waits.</param>
/// <param name="longest">The most that any retry waits by itself.</param>
/// <param name="random">Gives numbers from 0 up to 1; null = the process's own.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Func<double>? random = null)
{
    private readonly Func<double> _random = random ?? Random.Shared.NextDouble;

    /// <summary>The wait that suits a retry.</summary>
    /// <param name="retry">Which retry, counted from 0.</param>
    /// <param name="retryAfter">How long the service asks to wait at least; null when it does not say.</param>
    /// <param name="maxWait">The longest such request that is obeyed.</param>
    /// <param name="timeLeft">What is left of the call's time.</param>
    /// <returns>Null when the wait is not worth it: too long, or nothing would be left of the call's time after it.</returns>
    public TimeSpan? Before(int retry, TimeSpan? retryAfter, TimeSpan maxWait, TimeSpan timeLeft)
    {
        if (retryAfter > maxWait)
        {
            return null;
        }

        // In floating point: the power becomes infinite for a retry that nobody lives to see, and the cap holds all the same.
        var most = Math.Min(longest.Ticks, first.Ticks * Math.Pow(2, retry));
        var own = TimeSpan.FromTicks((long)(most * _random()));
        var wait = retryAfter > own ? retryAfter.Value : own;
        return wait < timeLeft ? wait : null;
    }
}
