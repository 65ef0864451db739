using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Missy;

/// <summary>Raises events in one runspace, which it does not hold alive.</summary>
internal sealed class RunspaceEvents(Runspace runspace)
{
    private readonly WeakReference<Runspace> _runspace = new(runspace);

    /// <summary>Whether the runspace is still there.</summary>
    public bool IsAlive => _runspace.TryGetTarget(out _);

    public bool IsOf(Runspace runspace) => _runspace.TryGetTarget(out var own) && own == runspace;

    /// <summary>
    /// Queues an event, on any thread; it neither waits nor throws. PowerShell delivers it on a thread of its own, and runs the
    /// subscribers' actions when the runspace next comes to it.
    /// </summary>
    public void Raise(MissyEvent happened)
    {
        try
        {
            // Asked for each time: a runspace that ForEach-Object -Parallel uses again has been given another manager.
            if (_runspace.TryGetTarget(out var runspace) && runspace.Events is { } manager)
            {
                UnclaimedEvents.Watch(manager.ReceivedEvents);
                manager.GenerateEvent(happened.Name, "Missy", [happened], PSObject.AsPSObject(happened));
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The runspace closed meanwhile. Whatever else keeps it from hearing, the call that this is about goes on.
        }
    }
}
