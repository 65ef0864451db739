using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Missy;

/// <summary>Raises events in one runspace, which it does not hold alive.</summary>
/// <remarks>
/// One after the other, the next when the subscribers' actions for the last have run. PowerShell wakes an idle runspace for each
/// action, by a pipeline that it keeps in a field; two wakers at once both invoke the later one, and the exception of the second
/// ends the process, as no thread of the pool catches it. More than two actions that wait while the runspace is busy are wakers too:
/// it wakes itself for the rest, a tenth of a second later.
/// </remarks>
internal sealed class RunspaceEvents(Runspace runspace)
{
    private static readonly TimeSpan _settling = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _settlingOfMany = TimeSpan.FromMilliseconds(200);

    private readonly WeakReference<Runspace> _runspace = new(runspace);

    // Events; named so, their assembly would be loaded by the import.
    private readonly Queue<object> _waiting = new();
    private bool _delivering;
    private volatile bool _closed;

    /// <summary>Whether the runspace is still there.</summary>
    public bool IsAlive => _runspace.TryGetTarget(out _);

    public bool IsOf(Runspace runspace) => _runspace.TryGetTarget(out var own) && own == runspace;

    /// <summary>
    /// Queues an event, on any thread; it neither waits nor throws. It is delivered on another thread, and the subscribers' actions
    /// run when the runspace next comes to it.
    /// </summary>
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

        ThreadPool.UnsafeQueueUserWorkItem(static events => _ = events.DeliverAllAsync(), this, preferLocal: false);
    }

    /// <summary>Delivers no more, and leaves nothing in the runspace. To be called on its own thread.</summary>
    public void Close()
    {
        _closed = true;
        if (_runspace.TryGetTarget(out var runspace) && runspace.Events is { } manager)
        {
            DeliveryMark.Remove(manager);
        }
    }

    private async Task DeliverAllAsync()
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

            try
            {
                await DeliverAsync((MissyEvent)happened).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // The runspace closed meanwhile. Whatever else keeps it from hearing, the call that this is about goes on.
            }
        }
    }

    private async Task DeliverAsync(MissyEvent happened)
    {
        // Asked for each time: a runspace that ForEach-Object -Parallel uses again has been given another manager.
        if (_closed || !_runspace.TryGetTarget(out var runspace) || runspace.Events is not { } manager)
        {
            return;
        }

        UnclaimedEvents.Watch(manager.ReceivedEvents);
        var actions = manager.GetEventSubscribers(happened.Name).Count(subscriber => subscriber.Action is not null);
        var mark = actions > 0 ? DeliveryMark.Of(runspace, manager) : null;
        manager.GenerateEvent(
            happened.Name,
            "Missy",
            [happened],
            PSObject.AsPSObject(happened),
            processInCurrentThread: true,
            waitForCompletionInCurrentThread: false);
        if (mark is null || _closed)
        {
            return;
        }

        await mark.ReachAsync().ConfigureAwait(false);
        if (runspace.RunspaceAvailability != RunspaceAvailability.Available)
        {
            // The mark has begun to run; what runs it has to come to its end, and to what it put off when there were many.
            await Task.Delay(actions > 1 ? _settlingOfMany : _settling).ConfigureAwait(false);
        }
    }
}
