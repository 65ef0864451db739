using Missy.Routing;

namespace Missy;

/// <summary>What one runspace, or one run of the command, chose for itself. Used by one thread at a time.</summary>
public sealed class CallerState
{
    /// <summary>The default provider of this runspace; null = none was set.</summary>
    public string? DefaultProvider { get; internal set; }

    /// <summary>The aliases that this runspace set for itself.</summary>
    public AliasTable Aliases { get; } = new();
}
