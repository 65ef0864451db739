using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace Missy;

/// <summary>
/// Keeps of Missy's events that nobody in a runspace subscribed to the newest of each name, where <c>Wait-Event</c> and
/// <c>Get-Event</c> find it: PowerShell would keep them all for the life of the session.
/// </summary>
internal sealed class UnclaimedEvents
{
    private static readonly ConditionalWeakTable<PSEventArgsCollection, UnclaimedEvents> _all = [];

    private readonly PSEventArgsCollection _queue;

    private UnclaimedEvents(PSEventArgsCollection queue)
    {
        _queue = queue;
        queue.PSEventReceived += KeepNewest;
    }

    /// <summary>Looks after a queue from now on. One that is looked after already stays as it is.</summary>
    public static void Watch(PSEventArgsCollection queue) => _all.GetValue(queue, static queue => new UnclaimedEvents(queue));

    // Called on a thread of the pool, where an exception would end the process.
    private void KeepNewest(object? sender, PSEventArgs received)
    {
        if (received.MessageData?.BaseObject is not MissyEvent { Name: var name })
        {
            return;
        }

        lock (_queue.SyncRoot)
        {
            // They come in the order in which they happened.
            for (var i = _queue.Count - 1; i >= 0; i--)
            {
                if (IsOf(_queue[i], name) && _queue[i] != received)
                {
                    _queue.RemoveAt(i);
                }
            }
        }
    }

    // Somebody else may raise events by the same names.
    private static bool IsOf(PSEventArgs queued, string name) =>
        queued.MessageData?.BaseObject is MissyEvent happened && happened.Name == name;
}
