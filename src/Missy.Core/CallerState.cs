using Missy.Usage;

namespace Missy;

/// <summary>What one runspace, or one run of the command, chose for itself. Used by one thread at a time.</summary>
public sealed class CallerState
{
    /// <summary>The default provider of this runspace; null = none was set.</summary>
    public string? DefaultProvider { get; internal set; }

    /// <summary>What it has spent in calls of no named session.</summary>
    internal SessionAccount Account { get; } = new();
}
