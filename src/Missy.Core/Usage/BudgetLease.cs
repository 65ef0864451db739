namespace Missy.Usage;

/// <summary>
/// An amount that a budget has set aside for a call until its cost is known. Disposed without having been settled it is given
/// back whole. Neither fails or waits; the first of them holds, from any thread.
/// </summary>
internal sealed class BudgetLease(SessionAccount? session, decimal sessionLimit, DayBudget? day, decimal dayLimit, Guid reservation, decimal amount) : IDisposable
{
    private int _ended;

    /// <summary>Nothing set aside.</summary>
    public static BudgetLease None { get; } = new(null, 0, null, 0, Guid.Empty, 0);

    /// <summary>The call cost this.</summary>
    /// <param name="cost">US dollars; null when nobody can tell, which counts as nothing.</param>
    public void Settle(decimal? cost)
    {
        if ((session is not null || day is not null) && Interlocked.Exchange(ref _ended, 1) == 0)
        {
            session?.Settle(amount, cost ?? 0, sessionLimit);
            day?.Settle(reservation, cost ?? 0, dayLimit);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Settle(0);
}
