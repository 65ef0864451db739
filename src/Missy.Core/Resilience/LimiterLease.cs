using Missy.Chat;

namespace Missy.Resilience;

/// <summary>
/// Leave to make one call, charged with an estimate until it is known what was used. The first of its endings holds; they may
/// come in any order among calls, from any thread. Disposed without another ending it keeps the estimate charged, since
/// something was sent and nobody knows how much it used.
/// </summary>
internal sealed class LimiterLease : IDisposable
{
    private readonly RateLimiter? _limiter;
    private readonly long _estimate;
    private int _ended;

    internal LimiterLease(RateLimiter? limiter, long estimate, TimeSpan waited)
    {
        _limiter = limiter;
        _estimate = estimate;
        Waited = waited;
    }

    /// <summary>Leave where there is no limit.</summary>
    public static LimiterLease None { get; } = new(null, 0, TimeSpan.Zero);

    /// <summary>How long the call waited for its turn.</summary>
    public TimeSpan Waited { get; }

    /// <summary>The call used this: what was charged too much comes back, what was charged too little is taken.</summary>
    /// <param name="usage">As the service counted; <see cref="TokenUsage.None"/> keeps the estimate.</param>
    public void Settle(TokenUsage usage) => End(usage == TokenUsage.None ? _estimate : usage.TotalTokens, sent: true);

    /// <summary>The service was asked and gave no answer that uses tokens, such as a refusal: the request counts, its tokens come back.</summary>
    public void Fail() => End(0, sent: true);

    /// <summary>Nothing was sent: all comes back.</summary>
    public void Cancel() => End(0, sent: false);

    /// <inheritdoc/>
    public void Dispose() => End(_estimate, sent: true);

    private void End(long used, bool sent)
    {
        if (_limiter is not null && Interlocked.Exchange(ref _ended, 1) == 0)
        {
            _limiter.End(_estimate, used, sent);
        }
    }
}
