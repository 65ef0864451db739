namespace Missy.Resilience;

/// <summary>What follows from a failed attempt. All of it is off unless said: such a failure is the caller's own affair.</summary>
internal sealed record Outcome
{
    /// <summary>Nothing follows: the failure is told as it is.</summary>
    public static Outcome Final { get; } = new();

    /// <summary>Whether the same target may be asked again after a wait.</summary>
    public bool RetrySame { get; init; }

    /// <summary>Whether that holds once only in a series of attempts: each such attempt may have taken minutes.</summary>
    public bool RetryOnce { get; init; }

    /// <summary>What a retry takes from the <see cref="RetryQuota"/>.</summary>
    public int RetryCost { get; init; }

    /// <summary>What it says of the key.</summary>
    public KeyEffect Key { get; init; }

    /// <summary>Whether it is a failure of the provider's health, once no retry is left.</summary>
    public bool CountsForBreaker { get; init; }

    /// <summary>Who may be asked instead, once no retry and no key is left.</summary>
    public NextTarget Next { get; init; }
}
