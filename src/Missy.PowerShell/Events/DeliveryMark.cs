using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using State = System.Management.Automation.Runspaces.RunspaceState;

namespace Missy;

/// <summary>
/// An action of our own in the queue of a runspace's event actions, which does nothing: when it runs, all before it have run.
/// PowerShell's own way of waiting for that runs the actions on the waiting thread, beside what the runspace is doing.
/// </summary>
internal sealed class DeliveryMark
{
    private const string Name = "Missy.DeliveryMark";
    private static readonly TimeSpan _betweenLooks = TimeSpan.FromSeconds(1);

    // By the manager, which alone holds it alive: it holds the runspace.
    private static readonly ConditionalWeakTable<PSEventManager, DeliveryMark> _all = [];

    private readonly Runspace _runspace;
    private readonly PSEventManager _manager;
    private readonly PSEventSubscriber _subscriber;
    private volatile TaskCompletionSource? _reached;

    private DeliveryMark(Runspace runspace, PSEventManager manager)
    {
        (_runspace, _manager) = (runspace, manager);
        _subscriber = manager.SubscribeEvent(null, null, Name, null, ScriptBlock.Create(""), supportEvent: true, forwardEvent: false);

        // Raised each time that the action is run, and when somebody unregisters it.
        _subscriber.Action.StateChanged += (_, _) => _reached?.TrySetResult();
    }

    private bool IsSubscribed => _subscriber.Action.JobStateInfo.State is JobState.NotStarted or JobState.Running;

    // A runspace that ForEach-Object -Parallel uses again has been given another manager; nobody looks at the queue of the old one.
    private bool CanBeReached =>
        IsSubscribed && _runspace.RunspaceStateInfo.State == State.Opened && _runspace.Events == _manager;

    /// <summary>The mark of a queue, which <c>Get-EventSubscriber</c> shows with <c>-Force</c> alone. By one caller at a time.</summary>
    /// <param name="runspace">The runspace.</param>
    /// <param name="manager">The manager of its events at present.</param>
    public static DeliveryMark Of(Runspace runspace, PSEventManager manager)
    {
        if (!_all.TryGetValue(manager, out var mark) || !mark.IsSubscribed)
        {
            mark = new DeliveryMark(runspace, manager);
            _all.AddOrUpdate(manager, mark);
        }

        return mark;
    }

    /// <summary>Ends the subscription. To be called on the runspace's own thread.</summary>
    /// <param name="manager">The manager of its events.</param>
    public static void Remove(PSEventManager manager)
    {
        if (_all.TryGetValue(manager, out var mark) && mark.IsSubscribed)
        {
            manager.UnsubscribeEvent(mark._subscriber);
        }
    }

    /// <summary>Sets the mark, and waits until the actions before it have run or cannot run any more.</summary>
    public async Task ReachAsync()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _reached = reached;
        _manager.GenerateEvent(Name, null, null, null, processInCurrentThread: true, waitForCompletionInCurrentThread: false);
        while (!reached.Task.IsCompleted && CanBeReached)
        {
            await Task.WhenAny(reached.Task, Task.Delay(_betweenLooks)).ConfigureAwait(false);
        }
    }
}
