using System.Diagnostics;
using Missy.Configuration;
using Missy.Tests.Support;
using Missy.Usage;
using static Missy.Tests.Usage.UsageHome;

namespace Missy.Tests.Usage;

public sealed class BudgetTests : IDisposable
{
    private readonly UsageHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Without_a_budget_nothing_is_kept_or_allocated()
    {
        var store = _home.Open();
        var (config, call) = (new BudgetConfig(), Call(1));
        await store.ReserveAsync(config, call, Cancellation);

        ValueTask<BudgetLease> lease = default;
        Assert.Equal(0, Allocation.Of(() => lease = store.ReserveAsync(config, call, Cancellation)));
        (await lease).Settle(5);
        Assert.False(Directory.Exists(_home.Folder));
    }

    [Fact]
    public async Task What_a_call_may_cost_is_set_aside_before_it_and_settled_after_it()
    {
        var store = _home.Open();
        using (var lease = await store.ReserveAsync(PerDay(1), Call(0.6m), Cancellation))
        {
            var refused = await FailureAsync(store, PerDay(1), Call(0.5m));
            Assert.Equal(
                "The budget of 1 USD a day does not allow this call: 0 USD are spent, running calls may cost 0.6 USD, and m at it may cost 0.5 USD.",
                refused.Message);
            lease.Settle(0.1m);
        }

        using var next = await store.ReserveAsync(PerDay(1), Call(0.9m), Cancellation);
        var last = await FailureAsync(store, PerDay(1), Call(0.01m));
        Assert.Contains("0.1 USD are spent, running calls may cost 0.9 USD", last.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_names_the_budget_and_what_helps()
    {
        var refused = await FailureAsync(_home.Open(), PerDay(0.5m), Call(0.6m));

        Assert.Equal((ErrorKind.BudgetExceeded, "it", "m"), (refused.Kind, refused.Provider, refused.Model));
        Assert.Contains("budget.per_day_usd", refused.Remedy, StringComparison.Ordinal);
        Assert.Contains("-MaxTokens", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_ends_without_a_cost_gives_all_back()
    {
        var store = _home.Open();
        (await store.ReserveAsync(PerDay(1), Call(1), Cancellation)).Dispose();
        (await store.ReserveAsync(PerDay(1), Call(1), Cancellation)).Settle(null);

        using var whole = await store.ReserveAsync(PerDay(1), Call(1), Cancellation);
    }

    [Fact]
    public async Task A_lease_is_settled_once()
    {
        var store = _home.Open();
        var lease = await store.ReserveAsync(PerDay(1), Call(0.5m), Cancellation);
        lease.Settle(0.2m);
        lease.Settle(0.2m);
        lease.Dispose();

        using var rest = await store.ReserveAsync(PerDay(1), Call(0.8m), Cancellation);
        await Assert.ThrowsAsync<MissyException>(() => ReserveAsync(store, PerDay(1), Call(0.01m)));
    }

    [Fact]
    public async Task What_costs_nothing_is_allowed_although_the_budget_is_used_up()
    {
        var store = _home.Open();
        (await store.ReserveAsync(PerDay(1), Call(1), Cancellation)).Settle(2);

        Assert.Same(BudgetLease.None, await store.ReserveAsync(PerDay(1), Call(0), Cancellation));
    }

    [Fact]
    public async Task Calls_at_the_same_time_never_exceed_the_budget_together_in_several_processes()
    {
        var stores = Enumerable.Range(0, 4).Select(_ => _home.Open()).ToList();
        var (spent, refused) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, 80).Select(i => Task.Run(
            async () =>
            {
                try
                {
                    using var lease = await stores[i % 4].ReserveAsync(PerDay(2), Call(0.1m), Cancellation);
                    Interlocked.Increment(ref spent);
                    await Task.Yield();
                    lease.Settle(0.1m);
                }
                catch (MissyException exception) when (exception.Kind == ErrorKind.BudgetExceeded)
                {
                    Interlocked.Increment(ref refused);
                }
            },
            Cancellation)));

        Assert.Equal((20, 60), (spent, refused));
        stores.ForEach(store => store.Dispose());
        Assert.Contains("\"spent\":2.0,\"reservations\":[]", await File.ReadAllTextAsync(_home.BudgetPath, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_process_sees_what_another_has_set_aside_and_spent()
    {
        var (one, other) = (_home.Open(), _home.Open());
        var lease = await one.ReserveAsync(PerDay(1), Call(0.7m), Cancellation);
        await Assert.ThrowsAsync<MissyException>(() => ReserveAsync(other, PerDay(1), Call(0.4m)));

        lease.Settle(0.2m);
        await one.Books!.Day.FlushAsync();

        using var rest = await other.ReserveAsync(PerDay(1), Call(0.8m), Cancellation);
    }

    [Fact]
    public async Task The_limit_is_that_of_the_configuration_at_the_time_of_the_call()
    {
        var store = _home.Open();
        (await store.ReserveAsync(PerDay(1), Call(1), Cancellation)).Settle(1);

        using var raised = await store.ReserveAsync(PerDay(3), Call(1), Cancellation);
        await Assert.ThrowsAsync<MissyException>(() => ReserveAsync(store, PerDay(2), Call(0.5m)));
    }

    [Fact]
    public async Task A_day_begins_at_midnight_universal_time_and_running_calls_go_on_into_it()
    {
        var clock = Clock();
        var store = _home.Open(clock);
        (await store.ReserveAsync(PerDay(1), Call(0.8m), Cancellation)).Settle(0.8m);
        clock.Shift(TimeSpan.FromHours(23.5));
        using var running = await store.ReserveAsync(PerDay(1), Call(0.2m), Cancellation);
        clock.Shift(TimeSpan.FromHours(0.5));

        using var next = await store.ReserveAsync(PerDay(1), Call(0.8m), Cancellation);
        await Assert.ThrowsAsync<MissyException>(() => ReserveAsync(store, PerDay(1), Call(0.1m)));
    }

    [Fact]
    public async Task What_was_spent_before_there_was_a_budget_counts()
    {
        var clock = Clock();
        var store = _home.Open(clock);
        store.Record(new UsageConfig(), Record("2025-12-31T23:59:59Z", cost: 5));
        store.Record(new UsageConfig(), Record("2026-01-01T00:00:00Z", cost: 0.6m));
        store.Record(new UsageConfig(), Record("2026-01-01T00:00:00Z", cost: null));

        await Assert.ThrowsAsync<MissyException>(() => ReserveAsync(store, PerDay(1), Call(0.5m)));
        using var fits = await store.ReserveAsync(PerDay(1), Call(0.4m), Cancellation);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"day\":\"2026-01-01\",\"spent\":0,\"reserv")]
    [InlineData("{\"day\":\"yesterday\",\"spent\":0,\"reservations\":[]}")]
    [InlineData("{\"day\":\"2026-01-01\",\"spent\":0,\"reservations\":[{\"id\":7}]}")]
    [InlineData("[]")]
    public async Task A_file_that_cannot_be_understood_is_made_anew_from_the_ledger(string content)
    {
        var store = _home.Open(Clock());
        store.Record(new UsageConfig(), Record(cost: 0.6m));
        UnixFile.Write(_home.BudgetPath, content);

        await Assert.ThrowsAsync<MissyException>(() => ReserveAsync(store, PerDay(1), Call(0.5m)));
        using var fits = await store.ReserveAsync(PerDay(1), Call(0.4m), Cancellation);
    }

    [Fact]
    public async Task What_a_process_that_has_ended_had_set_aside_is_free_again()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        var owner = new BudgetOwner(Environment.MachineName, process.Id, process.StartTime);
        await process.WaitForExitAsync(Cancellation);
        WriteState(0.2m, [(0.8m, DateTimeOffset.UtcNow, owner)]);

        using var rest = await _home.Open().ReserveAsync(PerDay(1), Call(0.8m), Cancellation);
        await Assert.ThrowsAsync<MissyException>(() => ReserveAsync(_home.Open(), PerDay(1), Call(0.1m)));
    }

    [Fact]
    public async Task A_process_that_has_got_the_number_of_an_ended_one_does_not_keep_its_money()
    {
        var owner = BudgetOwner.Current with { Started = BudgetOwner.Current.Started.AddHours(-2) };
        WriteState(0, [(0.8m, DateTimeOffset.UtcNow, owner)]);

        using var whole = await _home.Open().ReserveAsync(PerDay(1), Call(1), Cancellation);
    }

    [Fact]
    public async Task What_another_machine_has_set_aside_stands_for_an_hour()
    {
        var owner = new BudgetOwner("elsewhere", 1, DateTimeOffset.UtcNow);
        WriteState(0, [(0.5m, DateTimeOffset.UtcNow.AddMinutes(-59), owner), (0.4m, DateTimeOffset.UtcNow.AddMinutes(-61), owner)]);

        await Assert.ThrowsAsync<MissyException>(() => ReserveAsync(_home.Open(), PerDay(1), Call(0.6m)));
        using var rest = await _home.Open().ReserveAsync(PerDay(1), Call(0.5m), Cancellation);
    }

    [Fact]
    public async Task A_budget_that_cannot_be_kept_lets_nothing_through()
    {
        UnixFile.Write(_home.Folder, "");

        var failure = await FailureAsync(_home.Open(), PerDay(1), Call(0.1m));

        Assert.Equal(ErrorKind.Configuration, failure.Kind);
        Assert.Contains("cannot be kept", failure.Message, StringComparison.Ordinal);
        Assert.Contains("budget.per_day_usd", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_home_folder_a_day_s_budget_cannot_be_kept_but_a_session_s_can()
    {
        using var store = new UsageStore(new MissyClientOptions { Environment = new Missy.Tests.Configuration.FakeEnvironment(null) });

        Assert.Equal(ErrorKind.Configuration, (await FailureAsync(store, PerDay(1), Call(0.1m))).Kind);
        using var lease = await store.ReserveAsync(PerSession(1), Call(0.1m, "s"), Cancellation);
    }

    [Fact]
    public async Task Waiting_for_another_process_can_be_cancelled()
    {
        var store = _home.Open();
        Directory.CreateDirectory(_home.Folder);
        using var held = await new BudgetFile(_home.Folder, TimeProvider.System).LockAsync(Cancellation);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var call = store.ReserveAsync(PerDay(1), Call(0.1m), cancel.Token).AsTask();
        Assert.False(call.IsCompleted);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_budget_that_is_used_up_is_announced_once()
    {
        var store = _home.Open();
        (await store.ReserveAsync(PerDay(1), Call(1), Cancellation)).Settle(0.9m);
        await store.Books!.Day.FlushAsync();
        Assert.Empty(_home.Events.All);

        (await store.ReserveAsync(PerDay(1), Call(0.1m), Cancellation)).Settle(0.3m);
        await store.Books.Day.FlushAsync();
        await Assert.ThrowsAsync<MissyException>(() => ReserveAsync(store, PerDay(1), Call(0.1m)));

        Assert.Equal([new BudgetReached("day", 1, 1.2m, null)], _home.Events.All);
    }

    [Fact]
    public async Task A_budget_that_refuses_a_call_is_announced_once()
    {
        var store = _home.Open();
        await Assert.ThrowsAsync<MissyException>(() => ReserveAsync(store, PerDay(1), Call(2)));
        await Assert.ThrowsAsync<MissyException>(() => ReserveAsync(store, PerDay(1), Call(2)));

        Assert.Equal([new BudgetReached("day", 1, 0, null)], _home.Events.All);
    }

    private static ShiftedTime Clock() => new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static Task<BudgetLease> ReserveAsync(UsageStore store, BudgetConfig config, BudgetCall call) =>
        store.ReserveAsync(config, call, Cancellation).AsTask();

    private static Task<MissyException> FailureAsync(UsageStore store, BudgetConfig config, BudgetCall call) =>
        Assert.ThrowsAsync<MissyException>(() => ReserveAsync(store, config, call));

    private void WriteState(decimal spent, IEnumerable<(decimal Amount, DateTimeOffset Time, BudgetOwner Owner)> reservations)
    {
        var state = new BudgetState(
            DateOnly.FromDateTime(DateTime.UtcNow), spent, [.. reservations.Select(item => new BudgetReservation(Guid.NewGuid(), item.Amount, item.Time, item.Owner))]);
        UnixFile.Write(_home.BudgetPath, System.Text.Encoding.UTF8.GetString(state.ToJson().Span));
    }
}
