namespace Missy.Configuration;

/// <summary>The section <c>reliability:</c>.</summary>
public sealed record ReliabilityConfig
{
    /// <summary>Attempts after the first; 0 = none.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>The wait before the first retry, before jitter.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest such wait; never less than <see cref="Backoff"/>.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>The bound of a whole call, waits included; null = none.</summary>
    public TimeSpan? CallTimeout { get; init; }

    /// <summary>The stock that retries draw on, shared by all calls; 0 = no such bound.</summary>
    public int RetryQuota { get; init; } = 500;
}
