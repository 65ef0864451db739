using System.Collections.Concurrent;

namespace Missy.Tests.Support;

/// <summary>Keeps what was announced, from any thread.</summary>
internal sealed class RecordedEvents : IEventSink
{
    private readonly ConcurrentQueue<MissyEvent> _all = new();

    public IReadOnlyList<MissyEvent> All => [.. _all];

    public void Publish(MissyEvent happened) => _all.Enqueue(happened);
}
