using System.Management.Automation.Runspaces;

namespace Missy;

/// <summary>Raises what concerns one runspace alone there, as long as it has the module. It does not hold it alive.</summary>
internal sealed class OneRunspaceEvents(Runspace runspace) : IEventSink
{
    private readonly WeakReference<Runspace> _runspace = new(runspace);

    /// <inheritdoc/>
    public void Publish(MissyEvent happened)
    {
        if (_runspace.TryGetTarget(out var runspace))
        {
            ImportedRunspaces.Find(runspace)?.Raise(happened);
        }
    }
}
