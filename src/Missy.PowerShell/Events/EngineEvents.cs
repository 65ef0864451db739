namespace Missy;

/// <summary>Raises what happens in the whole process as an engine event of each runspace that has imported the module.</summary>
internal sealed class EngineEvents : IEventSink
{
    /// <inheritdoc/>
    public void Publish(MissyEvent happened)
    {
        foreach (var runspace in ImportedRunspaces.All)
        {
            runspace.Raise(happened);
        }
    }
}
