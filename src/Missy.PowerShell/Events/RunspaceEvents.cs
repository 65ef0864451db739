using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Missy;

/// <summary>
/// Raises events in one runspace, which it does not hold alive. What nobody there subscribed to stays in PowerShell's queue,
/// where <c>Wait-Event</c> and <c>Get-Event</c> find it, but of each name only the newest: else the queue would grow for the life
/// of the session.
/// </summary>
internal sealed class RunspaceEvents : IDisposable
{
    private readonly WeakReference<Runspace> _runspace;

    /// <summary>Starts to look after the queue of a runspace.</summary>
    public RunspaceEvents(Runspace runspace)
    {
        _runspace = new WeakReference<Runspace>(runspace);
        runspace.Events.ReceivedEvents.PSEventReceived += KeepNewest;
    }

    /// <summary>Whether the runspace is still there.</summary>
    public bool IsAlive => _runspace.TryGetTarget(out _);

    private PSEventManager? Manager => _runspace.TryGetTarget(out var runspace) ? runspace.Events : null;

    public bool IsOf(Runspace runspace) => _runspace.TryGetTarget(out var own) && own == runspace;

    /// <summary>
    /// Queues an event, on any thread; it neither waits nor throws. PowerShell delivers it on a thread of its own, and runs the
    /// subscribers' actions when the runspace next comes to it.
    /// </summary>
    public void Raise(MissyEvent happened)
    {
        try
        {
            Manager?.GenerateEvent(happened.Name, "Missy", [happened], PSObject.AsPSObject(happened));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The runspace closed meanwhile. Whatever else keeps it from hearing, the call that this is about goes on.
        }
    }

    /// <summary>Leaves the runspace's queue alone from now on.</summary>
    public void Dispose()
    {
        if (Manager is { } manager)
        {
            manager.ReceivedEvents.PSEventReceived -= KeepNewest;
        }
    }

    // Called for what no action has taken, with the queue's lock held.
    private void KeepNewest(object? sender, PSEventArgs received)
    {
        if (!IsOurs(received) || Manager is not { } manager)
        {
            return;
        }

        // They come in no sure order; their numbers are those of the order in which they happened.
        var queue = manager.ReceivedEvents;
        var newest = received.EventIdentifier;
        for (var i = queue.Count - 1; i >= 0; i--)
        {
            if (!IsOurs(queue[i]) || queue[i].SourceIdentifier != received.SourceIdentifier)
            {
                continue;
            }

            if (queue[i].EventIdentifier < newest)
            {
                queue.RemoveAt(i);
            }
            else
            {
                newest = queue[i].EventIdentifier;
            }
        }
    }

    private static bool IsOurs(PSEventArgs queued) => queued.MessageData?.BaseObject is MissyEvent;
}
