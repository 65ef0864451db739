namespace Missy;

/// <summary>Hears everything and tells nobody.</summary>
public sealed class NullEventSink : IEventSink
{
    private NullEventSink()
    {
    }

    /// <summary>The only instance; it holds no state.</summary>
    public static NullEventSink Instance { get; } = new();

    /// <inheritdoc/>
    public void Publish(MissyEvent happened)
    {
    }
}
