using System.Management.Automation.Runspaces;
using State = System.Management.Automation.Runspaces.RunspaceState;

namespace Missy;

/// <summary>
/// The open runspaces of this process that have imported the module. It holds none of them alive, and forgets each when it
/// closes, which PowerShell does not announce to a module. Safe for any number of threads.
/// </summary>
internal static class ImportedRunspaces
{
    private static readonly object _changing = new();

    // Replaced, never changed: whoever reads it takes no lock.
    private static volatile RunspaceEvents[] _all = [];

    /// <summary>The last of them has closed or removed the module. Raised on whatever thread that happened.</summary>
    public static event Action? LastGone;

    public static IReadOnlyList<RunspaceEvents> All => _all;

    /// <summary>Null when the runspace has not imported the module, or has removed it.</summary>
    public static RunspaceEvents? Find(Runspace runspace)
    {
        // A loop: each lambda is compiled during the import.
        foreach (var known in _all)
        {
            if (known.IsOf(runspace))
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>Adds a runspace; one that is known already, as after a second import, is not added again.</summary>
    public static void Add(Runspace runspace)
    {
        lock (_changing)
        {
            if (Find(runspace) is not null)
            {
                return;
            }

            runspace.StateChanged += ForgetClosed;
            _all = _all.Length == 0 ? [new RunspaceEvents(runspace)] : [.. Living(), new RunspaceEvents(runspace)];
        }
    }

    /// <summary>Forgets a runspace.</summary>
    /// <returns>What raised its events; null when it was not known.</returns>
    public static RunspaceEvents? Remove(Runspace runspace)
    {
        RunspaceEvents? gone;
        lock (_changing)
        {
            runspace.StateChanged -= ForgetClosed;
            gone = Find(runspace);
            if (gone is null)
            {
                return null;
            }

            _all = [.. Living().Where(known => known != gone)];
            if (_all.Length > 0)
            {
                return gone;
            }
        }

        LastGone?.Invoke();
        return gone;
    }

    private static IEnumerable<RunspaceEvents> Living() => _all.Where(static known => known.IsAlive);

    private static void ForgetClosed(object? sender, RunspaceStateEventArgs change)
    {
        if (sender is Runspace runspace && change.RunspaceStateInfo.State is State.Closing or State.Closed or State.Broken)
        {
            Remove(runspace);
        }
    }
}
