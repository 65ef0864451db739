namespace Missy.Resilience;

/// <summary>What one series of attempts at one target goes by.</summary>
internal sealed record RetryPlan
{
    /// <summary>The most attempts after the first; 0 = none.</summary>
    public required int MaxRetries { get; init; }

    /// <summary>How long the waits are.</summary>
    public required Backoff Backoff { get; init; }

    /// <summary>What retries draw on.</summary>
    public required RetryQuota Quota { get; init; }

    /// <summary>The longest <c>Retry-After</c> that is obeyed; zero = only one that means now.</summary>
    public required TimeSpan MaxWait { get; init; }

    /// <summary>The clock that waits go by.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>What is left of the whole call's time, asked after each failure.</summary>
    public Func<TimeSpan> TimeLeft { get; init; } = static () => TimeSpan.MaxValue;

    /// <summary>How long a failure asks to wait at least; null when it does not say.</summary>
    public Func<MissyException, TimeSpan?> RetryAfter { get; init; } = static failure => failure.RetryAfter;

    /// <summary>Hears each decision, before the wait.</summary>
    public Action<RetryDecision>? Decided { get; init; }
}
