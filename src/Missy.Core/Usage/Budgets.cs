using System.Collections.Concurrent;
using Missy.Chat;
using Missy.Configuration;

namespace Missy.Usage;

/// <summary>
/// Decides before a call whether the budgets of its session and of the day allow what it may cost at most, and sets that aside
/// until it is known what it did cost. The limits are those of the configuration at the time of the call. A session without a
/// name is a runspace or a run of the command; one with a name goes on from what the ledger has of it. Safe for any number of
/// threads.
/// </summary>
/// <param name="ledger">What was spent before; null when nothing can be kept.</param>
/// <param name="day">The budget of a day; null when nothing can be kept.</param>
/// <param name="events">Who hears that a budget is reached, or cannot count a call.</param>
internal sealed class Budgets(UsageLedger? ledger, DayBudget? day, IEventSink events)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<SessionAccount>>> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Provider, string Model), bool> _unknown = new();

    /// <summary>Sets aside what a call may cost at most.</summary>
    /// <param name="config">The limits; where there are none nothing is done.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Ends the wait for other processes.</param>
    /// <returns>To be settled when the cost is known, and disposed in any case.</returns>
    /// <exception cref="MissyException">
    /// <see cref="ErrorKind.BudgetExceeded"/>: a budget does not allow it; <see cref="ErrorKind.Configuration"/>: a budget cannot be
    /// kept.
    /// </exception>
    public ValueTask<BudgetLease> ReserveAsync(BudgetConfig config, BudgetCall call, CancellationToken cancellationToken)
    {
        if (config is { PerSessionUsd: 0, PerDayUsd: 0 })
        {
            return new ValueTask<BudgetLease>(BudgetLease.None);
        }

        if (call.Price is null)
        {
            CheckUnknown(config, call);
            return new ValueTask<BudgetLease>(BudgetLease.None);
        }

        // What costs nothing is allowed although a budget is used up.
        var wanted = Pricing.Most(TokenEstimate.Of(call.Request), call.Price);
        return wanted == 0 ? new ValueTask<BudgetLease>(BudgetLease.None) : new ValueTask<BudgetLease>(ReserveAsync(config, call, wanted, cancellationToken));
    }

    private async Task<BudgetLease> ReserveAsync(BudgetConfig config, BudgetCall call, decimal wanted, CancellationToken cancellationToken)
    {
        var session = config.PerSessionUsd > 0 ? await FindAsync(call, cancellationToken) : null;
        session?.Reserve(call, wanted, config.PerSessionUsd, events);
        if (config.PerDayUsd == 0)
        {
            return new BudgetLease(session, config.PerSessionUsd, null, 0, Guid.Empty, wanted);
        }

        try
        {
            var keeper = day ?? throw BudgetFailures.NotKept("day", "there is no home folder to keep it in", null);
            var reservation = await keeper.ReserveAsync(call, wanted, config.PerDayUsd, cancellationToken);
            return new BudgetLease(session, config.PerSessionUsd, keeper, config.PerDayUsd, reservation, wanted);
        }
        catch
        {
            session?.Settle(wanted, 0, config.PerSessionUsd);
            throw;
        }
    }

    private void CheckUnknown(BudgetConfig config, BudgetCall call)
    {
        if (config.UnknownPrice == UnknownPriceAction.Block)
        {
            throw BudgetFailures.PriceUnknown(call);
        }

        if (config.UnknownPrice == UnknownPriceAction.Warn && _unknown.TryAdd((call.Provider, call.Model), true))
        {
            events.Publish(new PriceUnknown(call.Provider, call.Model));
        }
    }

    private Task<SessionAccount> FindAsync(BudgetCall call, CancellationToken cancellationToken) => call.Session is not { } name
        ? Task.FromResult(call.Caller)
        : _sessions.GetOrAdd(name, key => new Lazy<Task<SessionAccount>>(() => OpenAsync(key))).Value.WaitAsync(cancellationToken);

    private async Task<SessionAccount> OpenAsync(string name)
    {
        try
        {
            IReadOnlyList<UsageRecord> records = ledger is null
                ? []
                : await ledger.ReadAsync(null, null, record => record.Session == name && record.Cost > 0, CancellationToken.None);
            return new SessionAccount(name, records.Sum(record => record.Cost!.Value));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _sessions.TryRemove(name, out _);
            throw BudgetFailures.NotKept("session", exception.Message, exception);
        }
    }
}
