namespace Missy;

/// <summary>Where the core announces what happens. A front end fills it; a sink must not throw and must not block.</summary>
public interface IEventSink
{
    /// <summary>Takes one event, on whatever thread it happened.</summary>
    /// <param name="happened">The event.</param>
    public void Publish(MissyEvent happened);
}
