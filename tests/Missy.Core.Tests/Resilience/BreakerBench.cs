using System.Collections.Concurrent;
using Missy.Configuration;
using Missy.Resilience;
using Missy.Tests.Support;

namespace Missy.Tests.Resilience;

/// <summary>A breaker with a clock that stands still, settings that can change, and an ear for what it announces.</summary>
internal sealed class BreakerBench : IEventSink
{
    public BreakerBench(int threshold = 3, double cooldown = 60)
    {
        Health = new HealthConfig { FailureThreshold = threshold, RecoveryCooldown = TimeSpan.FromSeconds(cooldown) };
        Breaker = new CircuitBreaker("it", () => Health, Time, this);
    }

    public HealthConfig Health { get; set; }

    public ManualTimeProvider Time { get; } = new();

    public CircuitBreaker Breaker { get; }

    public ConcurrentQueue<MissyEvent> Events { get; } = new();

    /// <summary>The states that were announced, in order.</summary>
    public IEnumerable<CircuitState> Announced => Events.Cast<CircuitChanged>().Select(change => change.To);

    public CircuitLease Enter()
    {
        Assert.True(Breaker.TryEnter(out var lease, out var rejection), rejection?.Message);
        return lease;
    }

    public MissyException Rejected()
    {
        Assert.False(Breaker.TryEnter(out _, out var rejection));
        return rejection;
    }

    public void Fail(int times = 1, ErrorKind kind = ErrorKind.Unavailable)
    {
        for (var time = 0; time < times; time++)
        {
            Enter().Failed(kind);
        }
    }

    public void Advance(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public void Publish(MissyEvent happened)
    {
        // Whoever hears of a change may look at once.
        _ = Breaker.IsOpen;
        Events.Enqueue(happened);
    }
}
