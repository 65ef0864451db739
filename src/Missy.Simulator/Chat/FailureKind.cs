namespace Missy.Simulation.Chat;

/// <summary>Failures that services tell apart by more than a status.</summary>
internal enum FailureKind
{
    /// <summary>What the status says.</summary>
    Status,

    /// <summary>No budget left, told as a rate limit (OpenAI: 429 with <c>insufficient_quota</c>).</summary>
    InsufficientQuota,

    /// <summary>A spending limit that the account set for itself.</summary>
    UsageLimit,

    /// <summary>The prepaid balance is used up, told as an invalid request.</summary>
    CreditBalance,

    /// <summary>The prompt does not fit the model's context.</summary>
    ContextLength,
}
