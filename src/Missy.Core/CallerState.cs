using Missy.Routing;
using Missy.Sessions;
using Missy.Usage;

namespace Missy;

/// <summary>
/// What one runspace, or one run of the command, chose for itself. Changed by one thread at a time; any number of calls may use
/// it meanwhile.
/// </summary>
public sealed class CallerState
{
    /// <summary>Who hears what concerns this runspace alone; null = whoever hears of the whole process.</summary>
    public IEventSink? Events { get; init; }

    /// <summary>The default provider of this runspace; null = none was set.</summary>
    public string? DefaultProvider { get; internal set; }

    /// <summary>What it has spent in calls of no named session.</summary>
    internal SessionAccount Account { get; } = new();

    /// <summary>The aliases that this runspace set for itself.</summary>
    public AliasTable Aliases { get; } = new();

    /// <summary>The conversations of this runspace.</summary>
    public SessionStore Sessions { get; } = new();

    /// <summary>The same with another default provider.</summary>
    internal CallerState With(string defaultProvider)
    {
        var other = (CallerState)MemberwiseClone();
        other.DefaultProvider = defaultProvider;
        return other;
    }
}
