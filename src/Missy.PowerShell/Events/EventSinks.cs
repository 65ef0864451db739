namespace Missy;

/// <summary>Several who hear the same.</summary>
internal sealed class EventSinks(params IEventSink[] sinks) : IEventSink
{
    /// <inheritdoc/>
    public void Publish(MissyEvent happened)
    {
        foreach (var sink in sinks)
        {
            sink.Publish(happened);
        }
    }
}
