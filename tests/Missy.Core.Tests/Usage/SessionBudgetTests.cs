using Missy.Configuration;
using Missy.Usage;
using static Missy.Tests.Usage.UsageHome;

namespace Missy.Tests.Usage;

public sealed class SessionBudgetTests : IDisposable
{
    private readonly UsageHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Each_runspace_has_a_budget_of_its_own()
    {
        var store = _home.Open();
        var (one, other) = (Caller, Caller);
        (await store.ReserveAsync(PerSession(1), Call(1, caller: one), Cancellation)).Settle(0.7m);

        await Assert.ThrowsAsync<MissyException>(() => ReserveAsync(store, Call(0.4m, caller: one)));
        using var rest = await store.ReserveAsync(PerSession(1), Call(0.3m, caller: one), Cancellation);
        using var whole = await store.ReserveAsync(PerSession(1), Call(1, caller: other), Cancellation);
        Assert.False(Directory.Exists(_home.Folder));
    }

    [Fact]
    public async Task A_named_session_has_one_budget_whoever_calls()
    {
        var store = _home.Open();
        (await store.ReserveAsync(PerSession(1), Call(1, "work"), Cancellation)).Settle(0.7m);

        var refused = await Assert.ThrowsAsync<MissyException>(() => ReserveAsync(store, Call(0.4m, "work")));
        Assert.Contains("budget of 1 USD for session 'work'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("budget.per_session_usd", refused.Remedy, StringComparison.Ordinal);
        using var other = await store.ReserveAsync(PerSession(1), Call(1, "play"), Cancellation);
    }

    [Fact]
    public async Task A_named_session_goes_on_in_the_next_process()
    {
        using (var first = _home.Open())
        {
            first.Record(new UsageConfig(), Record("2025-11-01T00:00:00Z", cost: 0.5m, session: "work"));
            first.Record(new UsageConfig(), Record(cost: 0.2m, session: "work"));
            first.Record(new UsageConfig(), Record(cost: 5, session: "play"));
            first.Record(new UsageConfig(), Record(cost: 5));
        }

        var next = _home.Open();
        await Assert.ThrowsAsync<MissyException>(() => ReserveAsync(next, Call(0.4m, "work")));
        using var rest = await next.ReserveAsync(PerSession(1), Call(0.3m, "work"), Cancellation);
    }

    [Fact]
    public async Task Calls_at_the_same_time_never_exceed_the_budget_together()
    {
        var (store, spent) = (_home.Open(), 0);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(
            async () =>
            {
                try
                {
                    using var lease = await store.ReserveAsync(PerSession(1), Call(0.1m, "work"), Cancellation);
                    Interlocked.Increment(ref spent);
                    await Task.Yield();
                    lease.Settle(0.1m);
                }
                catch (MissyException exception) when (exception.Kind == ErrorKind.BudgetExceeded)
                {
                }
            },
            Cancellation)));

        Assert.Equal(10, spent);
    }

    [Fact]
    public async Task What_the_day_refuses_the_session_gets_back()
    {
        var store = _home.Open();
        var caller = Caller;
        var both = new BudgetConfig { PerSessionUsd = 1, PerDayUsd = 0.5m };

        await Assert.ThrowsAsync<MissyException>(() => store.ReserveAsync(both, Call(0.8m, caller: caller), Cancellation).AsTask());

        using var whole = await store.ReserveAsync(PerSession(1), Call(1, caller: caller), Cancellation);
    }

    [Fact]
    public async Task It_is_announced_once_that_a_session_has_reached_its_budget()
    {
        var store = _home.Open();
        (await store.ReserveAsync(PerSession(1), Call(1, "work"), Cancellation)).Settle(1.5m);
        await Assert.ThrowsAsync<MissyException>(() => ReserveAsync(store, Call(1, "work")));

        Assert.Equal([new BudgetReached("session", 1, 1.5m, "work")], _home.Events.All);
    }

    [Theory]
    [InlineData(UnknownPriceAction.Warn, 1)]
    [InlineData(UnknownPriceAction.Ignore, 0)]
    public async Task A_call_of_unknown_price_goes_through_uncounted(UnknownPriceAction action, int announced)
    {
        var store = _home.Open();
        var config = PerSession(1) with { UnknownPrice = action };

        Assert.Same(BudgetLease.None, await store.ReserveAsync(config, Call(null), Cancellation));
        Assert.Same(BudgetLease.None, await store.ReserveAsync(config, Call(null), Cancellation));

        Assert.Equal(announced, _home.Events.All.OfType<PriceUnknown>().Count());
    }

    [Fact]
    public async Task A_call_of_unknown_price_can_be_forbidden()
    {
        var failure = await Assert.ThrowsAsync<MissyException>(
            () => _home.Open().ReserveAsync(PerSession(1) with { UnknownPrice = UnknownPriceAction.Block }, Call(null), Cancellation).AsTask());

        Assert.Equal(ErrorKind.BudgetExceeded, failure.Kind);
        Assert.Contains("usage.prices", failure.Remedy, StringComparison.Ordinal);
    }

    private static Task<BudgetLease> ReserveAsync(UsageStore store, BudgetCall call) => store.ReserveAsync(PerSession(1), call, Cancellation).AsTask();
}
