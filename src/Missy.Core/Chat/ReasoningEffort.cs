namespace Missy.Chat;

/// <summary>How much a reasoning model may think before it answers.</summary>
public enum ReasoningEffort
{
    /// <summary>Not at all, where the service can switch it off.</summary>
    None,

    /// <summary>A little.</summary>
    Low,

    /// <summary>The usual.</summary>
    Medium,

    /// <summary>A lot.</summary>
    High,
}
