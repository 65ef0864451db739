using FsCheck;
using FsCheck.Fluent;
using Missy.Configuration;
using Missy.Resilience;
using Missy.Tests.Support;

namespace Missy.Tests.Resilience;

/// <summary>The breaker and a plain model of it, through random events side by side.</summary>
public sealed class CircuitBreakerLaws
{
    private static readonly DateTimeOffset Origin = new ManualTimeProvider().GetUtcNow();

    // The times lie around the limits: a cool-down, the time of a probe, and just before them.
    private static readonly decimal[] Steps = [0.001m, 1, 9.999m, 10, 59.999m, 60, 119.999m, 120, 600];

    private enum Happening
    {
        Start,
        Succeed,
        Fail,
        Cancel,
        Advance,
        Reset,
        Reload,
    }

    [Fact]
    public void Whatever_happens_in_whatever_order_the_breaker_is_as_the_rules_say()
    {
        var happening = Gen.Frequency(
            (6, Gen.Constant(Happening.Start)),
            (2, Gen.Constant(Happening.Succeed)),
            (6, Gen.Constant(Happening.Fail)),
            (2, Gen.Constant(Happening.Cancel)),
            (4, Gen.Constant(Happening.Advance)),
            (1, Gen.Elements(Happening.Reset, Happening.Reload)));
        var story = happening.SelectMany(what => Gen.Choose(0, 999).Select(number => (what, number))).ArrayOf().Resize(80);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(12_000), Prop.ForAll(story.ToArbitrary(), Follows));
    }

    private static bool Follows((Happening What, int Number)[] story)
    {
        var bench = new BreakerBench(threshold: 2);
        var model = new CircuitModel(threshold: 2, cooldown: 60);
        var calls = new List<CircuitLease?>();
        foreach (var (what, number) in story)
        {
            Play(what, number, bench, model, calls);
            Compare(bench, model);
        }

        return model.Changes.SequenceEqual(bench.Events.Cast<CircuitChanged>().Select(change => (change.From, change.To)));
    }

    private static void Play(Happening what, int number, BreakerBench bench, CircuitModel model, List<CircuitLease?> calls)
    {
        // Of all calls, also of those that were rejected or have had their say.
        var call = calls.Count == 0 ? 0 : number % calls.Count;
        var lease = calls.ElementAtOrDefault(call);
        switch (what)
        {
            case Happening.Start:
                var entered = bench.Breaker.TryEnter(out var started, out var rejection);
                Assert.Equal(model.Enter(calls.Count), entered);
                Assert.Equal(entered, started is not null);
                Assert.Equal(entered ? null : ErrorKind.CircuitOpen, rejection?.Kind);
                calls.Add(started);
                break;
            case Happening.Succeed when lease is not null:
                lease.Succeeded();
                model.Succeed(call);
                break;
            case Happening.Fail when lease is not null:
                lease.Failed(ErrorKind.Unavailable);
                model.Fail(call);
                break;
            case Happening.Cancel when lease is not null:
                lease.Dispose();
                model.Abandon(call);
                break;
            case Happening.Advance:
                bench.Advance((double)Steps[number % Steps.Length]);
                model.Advance(Steps[number % Steps.Length]);
                break;
            case Happening.Reset:
                bench.Breaker.Reset();
                model.Reset();
                break;
            case Happening.Reload:
                (model.Threshold, model.Cooldown) = (1 + (number % 4), (number % 3) switch { 0 => 10, 1 => 60, _ => 300 });
                bench.Health = new HealthConfig { FailureThreshold = model.Threshold, RecoveryCooldown = TimeSpan.FromSeconds((double)model.Cooldown) };
                break;
        }
    }

    private static void Compare(BreakerBench bench, CircuitModel model)
    {
        var circuit = bench.Breaker.Describe();
        Assert.Equal(model.State, circuit.State);
        Assert.Equal(model.Failures, circuit.Failures);
        Assert.Equal(model.Failures > 0, circuit.LastError is not null);
        Assert.Equal(model.OpenedAt, circuit.OpenedAt is { } at ? (at - Origin).Ticks / (decimal)TimeSpan.TicksPerSecond : null);
        Assert.Equal(model.OpenedAt is null, circuit.RetryAt is null);
        Assert.Equal(model.Rejects, bench.Breaker.IsOpen);
        Assert.InRange(model.Probes, 0, 1);
        Assert.Equal(model.Changes.Count, bench.Events.Count);
    }
}
