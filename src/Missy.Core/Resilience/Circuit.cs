namespace Missy;

/// <summary>The circuit breaker of one provider, at one base URL.</summary>
public sealed record Circuit
{
    /// <summary>The registry name of the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>Whether the provider is asked.</summary>
    public required CircuitState State { get; init; }

    /// <summary>The failures since the last success; a call that failed after all its retries is one.</summary>
    public int Failures { get; init; }

    /// <summary>Since when the provider is left alone; null while it is asked.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>From when on a call tries it again; null while it is asked.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>What the last of the failures was; null when there is none.</summary>
    public ErrorKind? LastError { get; init; }

    /// <summary>Provider and state, such as <c>openai: Open</c>.</summary>
    public override string ToString() => $"{Provider}: {State}";
}
