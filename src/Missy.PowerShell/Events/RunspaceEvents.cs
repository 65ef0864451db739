using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Missy;

/// <summary>Raises events in one runspace, which it does not hold alive.</summary>
internal sealed class RunspaceEvents(Runspace runspace)
{
    private readonly WeakReference<Runspace> _runspace = new(runspace);

    // Events; named so, their assembly would be loaded by the import.
    private readonly Queue<object> _waiting = new();
    private bool _delivering;

    /// <summary>Whether the runspace is still there.</summary>
    public bool IsAlive => _runspace.TryGetTarget(out _);

    public bool IsOf(Runspace runspace) => _runspace.TryGetTarget(out var own) && own == runspace;

    /// <summary>
    /// Queues an event, on any thread; it neither waits nor throws. It is delivered on another thread, and the subscribers' actions
    /// run when the runspace next comes to it.
    /// </summary>
    /// <remarks>
    /// One after the other: an idle runspace is woken for each, and PowerShell's own way of doing that for two at once ends the
    /// process now and then ("Cannot invoke pipeline because it has already been invoked", on a thread of the pool).
    /// </remarks>
    public void Raise(MissyEvent happened)
    {
        lock (_waiting)
        {
            _waiting.Enqueue(happened);
            if (_delivering)
            {
                return;
            }

            _delivering = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static events => events.DeliverAll(), this, preferLocal: false);
    }

    private void DeliverAll()
    {
        while (true)
        {
            object? happened;
            lock (_waiting)
            {
                if (!_waiting.TryDequeue(out happened))
                {
                    _delivering = false;
                    return;
                }
            }

            Deliver((MissyEvent)happened);
        }
    }

    private void Deliver(MissyEvent happened)
    {
        try
        {
            // Asked for each time: a runspace that ForEach-Object -Parallel uses again has been given another manager.
            if (_runspace.TryGetTarget(out var runspace) && runspace.Events is { } manager)
            {
                UnclaimedEvents.Watch(manager.ReceivedEvents);
                manager.GenerateEvent(
                    happened.Name,
                    "Missy",
                    [happened],
                    PSObject.AsPSObject(happened),
                    processInCurrentThread: true,
                    waitForCompletionInCurrentThread: false);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The runspace closed meanwhile. Whatever else keeps it from hearing, the call that this is about goes on.
        }
    }
}
