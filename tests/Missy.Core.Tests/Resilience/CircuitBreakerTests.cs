using Missy.Configuration;
using Missy.Resilience;
using Missy.Tests.Support;

namespace Missy.Tests.Resilience;

public sealed class CircuitBreakerTests
{
    private static readonly DateTimeOffset Start = new ManualTimeProvider().GetUtcNow();

    [Fact]
    public void It_opens_exactly_at_the_threshold_and_rejects_without_contact()
    {
        var bench = new BreakerBench(threshold: 3);
        bench.Fail(2);
        Assert.False(bench.Breaker.IsOpen);

        bench.Fail(1, ErrorKind.Timeout);

        Assert.True(bench.Breaker.IsOpen);
        Assert.Equal(
            new Circuit
            {
                Provider = "it",
                State = CircuitState.Open,
                Failures = 3,
                OpenedAt = Start,
                RetryAt = Start + TimeSpan.FromSeconds(60),
                LastError = ErrorKind.Timeout,
            },
            bench.Breaker.Describe());
        Assert.Equal([new CircuitChanged("it", CircuitState.Closed, CircuitState.Open, ErrorKind.Timeout)], bench.Events);
    }

    [Fact]
    public void A_rejection_names_the_provider_the_times_and_the_remedy()
    {
        var bench = new BreakerBench(threshold: 2);
        bench.Fail(2);
        bench.Advance(10);

        var rejection = bench.Rejected();

        Assert.Equal((ErrorKind.CircuitOpen, "it"), (rejection.Kind, rejection.Provider));
        Assert.Equal(
            "it was not asked: after 2 failures in a row, the last one (Unavailable) at 2026-01-01 00:00:00Z it is left alone until 2026-01-01 00:01:00Z.",
            rejection.Message);
        Assert.Contains("Reset-MissyCircuit it", rejection.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rejection_beside_a_probe_says_so()
    {
        var bench = new BreakerBench(threshold: 1);
        bench.Fail();
        bench.Advance(60);
        using var probe = bench.Enter();

        Assert.Equal(
            "it was not asked: after a failure (Unavailable) at 2026-01-01 00:00:00Z it is left alone while one call tries it again.",
            bench.Rejected().Message);
    }

    [Fact]
    public void A_success_starts_the_count_anew()
    {
        var bench = new BreakerBench(threshold: 3);
        bench.Fail(2);
        bench.Enter().Succeeded();
        bench.Fail(2);

        Assert.Equal((CircuitState.Closed, 2), (bench.Breaker.Describe().State, bench.Breaker.Describe().Failures));
        Assert.Empty(bench.Events);
    }

    [Fact]
    public void A_call_without_a_verdict_neither_counts_nor_clears()
    {
        var bench = new BreakerBench(threshold: 3);
        bench.Fail(2);
        bench.Enter().Dispose();
        Assert.Equal(2, bench.Breaker.Describe().Failures);
    }

    [Fact]
    public void The_first_word_of_a_call_counts_and_no_other()
    {
        var bench = new BreakerBench(threshold: 2);
        using (var lease = bench.Enter())
        {
            lease.Failed(ErrorKind.Unavailable);
            lease.Failed(ErrorKind.Unavailable);
            lease.Succeeded();
        }

        Assert.Equal(1, bench.Breaker.Describe().Failures);
    }

    [Theory]
    [InlineData(59.999, CircuitState.Open, true)]
    [InlineData(60, CircuitState.HalfOpen, false)]
    [InlineData(7200, CircuitState.HalfOpen, false)]
    public void The_cool_down_ends_to_the_moment_and_looking_changes_nothing(double seconds, CircuitState state, bool open)
    {
        var bench = new BreakerBench(threshold: 1);
        bench.Fail();
        bench.Advance(seconds);

        for (var look = 0; look < 3; look++)
        {
            Assert.Equal((state, open), (bench.Breaker.Describe().State, bench.Breaker.IsOpen));
        }

        Assert.Equal([CircuitState.Open], bench.Announced);
    }

    [Fact]
    public void A_probe_that_succeeds_closes()
    {
        var bench = new BreakerBench(threshold: 1);
        bench.Fail();
        bench.Advance(60);

        var probe = bench.Enter();
        Assert.True(bench.Breaker.IsOpen);
        Assert.Equal(CircuitState.HalfOpen, bench.Breaker.Describe().State);
        probe.Succeeded();

        Assert.Equal(new Circuit { Provider = "it", State = CircuitState.Closed }, bench.Breaker.Describe());
        Assert.Equal(
            [
                new CircuitChanged("it", CircuitState.Closed, CircuitState.Open, ErrorKind.Unavailable),
                new CircuitChanged("it", CircuitState.Open, CircuitState.HalfOpen, null),
                new CircuitChanged("it", CircuitState.HalfOpen, CircuitState.Closed, null),
            ],
            bench.Events);
    }

    [Fact]
    public void A_probe_that_fails_opens_for_a_whole_cool_down()
    {
        var bench = new BreakerBench(threshold: 3);
        bench.Fail(3);
        bench.Advance(100);

        bench.Fail(1, ErrorKind.Overloaded);

        var circuit = bench.Breaker.Describe();
        Assert.Equal((CircuitState.Open, 4, ErrorKind.Overloaded), (circuit.State, circuit.Failures, circuit.LastError));
        Assert.Equal((Start + TimeSpan.FromSeconds(100), Start + TimeSpan.FromSeconds(160)), (circuit.OpenedAt, circuit.RetryAt));
        bench.Advance(59);
        bench.Rejected();
        bench.Advance(1);
        bench.Enter().Dispose();
    }

    [Fact]
    public void A_probe_that_is_cancelled_frees_its_place_at_once()
    {
        var bench = new BreakerBench(threshold: 1);
        bench.Fail();
        bench.Advance(60);
        bench.Enter().Dispose();

        Assert.False(bench.Breaker.IsOpen);
        bench.Enter().Succeeded();

        Assert.Equal([CircuitState.Open, CircuitState.HalfOpen, CircuitState.Open, CircuitState.HalfOpen, CircuitState.Closed], bench.Announced);
    }

    [Theory]
    [InlineData(60, 120)]
    [InlineData(1, 120)]
    [InlineData(300, 300)]
    public void A_probe_that_never_comes_back_is_replaced_and_its_late_word_ignored(double cooldown, double patience)
    {
        var bench = new BreakerBench(threshold: 1, cooldown);
        bench.Fail();
        bench.Advance(cooldown);
        var lost = bench.Enter();
        bench.Advance(patience - 0.001);
        bench.Rejected();
        bench.Advance(0.001);
        Assert.False(bench.Breaker.IsOpen);

        var probe = bench.Enter();
        lost.Succeeded();

        Assert.Equal(CircuitState.HalfOpen, bench.Breaker.Describe().State);
        bench.Rejected();
        probe.Failed(ErrorKind.Timeout);
        Assert.Equal([CircuitState.Open, CircuitState.HalfOpen, CircuitState.Open], bench.Announced);
    }

    [Fact]
    public void A_probe_that_takes_long_still_decides_when_nobody_took_its_place()
    {
        var bench = new BreakerBench(threshold: 1);
        bench.Fail();
        bench.Advance(60);
        var slow = bench.Enter();
        bench.Advance(3600);

        slow.Succeeded();

        Assert.Equal(CircuitState.Closed, bench.Breaker.Describe().State);
    }

    [Fact]
    public void Calls_from_before_it_opened_do_not_close_it_nor_open_it_again()
    {
        var bench = new BreakerBench(threshold: 1);
        var (good, bad, late, never) = (bench.Enter(), bench.Enter(), bench.Enter(), bench.Enter());
        bench.Fail();
        bench.Advance(60);

        good.Succeeded();
        Assert.Equal(CircuitState.HalfOpen, bench.Breaker.Describe().State);
        var probe = bench.Enter();
        bad.Failed(ErrorKind.Unavailable);
        never.Dispose();
        Assert.Equal((CircuitState.HalfOpen, 1), (bench.Breaker.Describe().State, bench.Breaker.Describe().Failures));
        probe.Succeeded();
        late.Failed(ErrorKind.Unavailable);

        Assert.Equal((CircuitState.Closed, 0), (bench.Breaker.Describe().State, bench.Breaker.Describe().Failures));
    }

    [Fact]
    public void A_reset_closes_and_what_was_under_way_no_longer_counts()
    {
        var bench = new BreakerBench(threshold: 1);
        var before = bench.Enter();
        bench.Fail();

        bench.Breaker.Reset();
        before.Failed(ErrorKind.Unavailable);

        Assert.Equal(new Circuit { Provider = "it", State = CircuitState.Closed }, bench.Breaker.Describe());
        Assert.Equal(new CircuitChanged("it", CircuitState.Open, CircuitState.Closed, null), bench.Events.Last());
        bench.Breaker.Reset();
        Assert.Equal(2, bench.Events.Count);
    }

    [Fact]
    public void A_reset_of_a_closed_one_forgets_its_failures()
    {
        var bench = new BreakerBench(threshold: 3);
        var before = bench.Enter();
        bench.Fail(2);

        bench.Breaker.Reset();
        before.Failed(ErrorKind.Unavailable);

        Assert.Equal(0, bench.Breaker.Describe().Failures);
    }

    [Fact]
    public void Changed_settings_hold_at_once()
    {
        var bench = new BreakerBench(threshold: 5);
        bench.Fail(3);
        bench.Health = new HealthConfig { FailureThreshold = 2, RecoveryCooldown = TimeSpan.FromSeconds(10) };
        Assert.False(bench.Breaker.IsOpen);
        bench.Fail();
        Assert.True(bench.Breaker.IsOpen);

        bench.Advance(10);
        Assert.False(bench.Breaker.IsOpen);
        bench.Health = bench.Health with { RecoveryCooldown = TimeSpan.FromSeconds(20) };
        Assert.True(bench.Breaker.IsOpen);
    }

    [Fact]
    public void The_store_knows_breakers_by_name_and_base_URL_and_makes_none_by_looking()
    {
        var health = new HealthConfig { FailureThreshold = 1 };
        var breakers = new CircuitBreakers(() => health, new ManualTimeProvider(), NullEventSink.Instance);
        var (one, two) = (new Uri("https://one.test/v1"), new Uri("https://two.test/v1"));
        Assert.False(breakers.IsOpen("it", one));
        Assert.Null(breakers.Find("it", one));

        Assert.True(breakers.Of("it", one).TryEnter(out var lease, out _));
        lease.Failed(ErrorKind.Unavailable);

        Assert.True(breakers.IsOpen("it", one));
        Assert.True(breakers.IsOpen("it", new Uri("https://one.test/v1")));
        Assert.False(breakers.IsOpen("it", two));
        Assert.False(breakers.IsOpen("other", one));
        Assert.False(breakers.IsOpen("it", null));
        Assert.Same(breakers.Of("it", null), breakers.Of("it", null));
    }
}
