namespace Missy;

/// <summary>What a call is at.</summary>
public enum CallStep
{
    /// <summary>It waits for leave: a turn within the provider's limits, or the budgets' word.</summary>
    Leave,

    /// <summary>It waits for a key that a command or a vault gives.</summary>
    Key,

    /// <summary>It waits until a key can be used again, since all of them rest.</summary>
    Rest,

    /// <summary>It has sent a request and waits for the answer.</summary>
    Answer,

    /// <summary>It waits before it repeats a request.</summary>
    Retry,
}
