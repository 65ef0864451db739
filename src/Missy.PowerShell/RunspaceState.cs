using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Missy;

/// <summary>What one runspace chose for itself. It goes when its runspace goes.</summary>
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceState> _all = [];

    private RunspaceState(Runspace runspace) => Caller = new CallerState { Events = new EventSinks(Notices, new OneRunspaceEvents(runspace)) };

    /// <summary>The state of the runspace that runs on this thread; only on a pipeline's own thread there is one.</summary>
    public static RunspaceState Current => _all.GetValue(Runspace.DefaultRunspace, static runspace => new RunspaceState(runspace));

    public CallerState Caller { get; }

    /// <summary>What the user must hear of the calls of this runspace alone.</summary>
    public Notices Notices { get; } = new();
}
