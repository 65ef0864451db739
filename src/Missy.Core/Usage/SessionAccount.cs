namespace Missy.Usage;

/// <summary>What one session has spent, and what its running calls may cost. Safe for any number of threads.</summary>
/// <param name="name">The session's name; null without one.</param>
/// <param name="spent">What it had spent before, in US dollars.</param>
internal sealed class SessionAccount(string? name = null, decimal spent = 0)
{
    private readonly object _lock = new();
    private IEventSink? _events;
    private decimal _spent = spent;
    private decimal _reserved;
    private bool _announced;

    /// <summary>Sets an amount aside.</summary>
    /// <param name="call">The call that it is for.</param>
    /// <param name="wanted">What the call may cost.</param>
    /// <param name="limit">The most that the session may cost.</param>
    /// <param name="events">Who hears that the budget is reached.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.BudgetExceeded"/>: not that much is left.</exception>
    public void Reserve(BudgetCall call, decimal wanted, decimal limit, IEventSink events)
    {
        MissyException refusal;
        lock (_lock)
        {
            _events = events;
            if (_spent + _reserved + wanted <= limit)
            {
                _reserved += wanted;
                return;
            }

            refusal = BudgetFailures.Exceeded(
                call, "budget.per_session_usd", name is null ? "a session" : $"for session '{name}'", limit, _spent, _reserved, wanted, "begin a new session");
        }

        Announce(limit);
        throw refusal;
    }

    /// <summary>A call has ended.</summary>
    /// <param name="reserved">What was set aside for it.</param>
    /// <param name="cost">What it cost.</param>
    /// <param name="limit">The most that the session may cost.</param>
    public void Settle(decimal reserved, decimal cost, decimal limit)
    {
        bool usedUp;
        lock (_lock)
        {
            _reserved -= reserved;
            _spent += cost;
            usedUp = cost > 0 && _spent >= limit;
        }

        if (usedUp)
        {
            Announce(limit);
        }
    }

    private void Announce(decimal limit)
    {
        decimal spent;
        lock (_lock)
        {
            if (_announced)
            {
                return;
            }

            _announced = true;
            spent = _spent;
        }

        _events?.Publish(new BudgetReached("session", limit, spent, name));
    }
}
