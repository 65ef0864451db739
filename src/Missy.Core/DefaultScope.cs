namespace Missy;

/// <summary>For whom a default provider is set.</summary>
public enum DefaultScope
{
    /// <summary>The caller's runspace alone.</summary>
    Runspace,

    /// <summary>Every runspace of the process that has none of its own.</summary>
    Process,
}
