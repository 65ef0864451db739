using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Missy.Usage;

/// <summary>
/// The budget of a day, kept across all processes of the user. A call's cost is entered in the background; until then what was
/// set aside for it stands, so that the budget holds meanwhile. Safe for any number of threads.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no handle, and a cost may still be on its way when the client is closed.")]
internal sealed class DayBudget(BudgetFile file, UsageLedger ledger, IEventSink events, TimeProvider time)
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentQueue<Settlement> _settled = new();
    private DateOnly? _announced;

    /// <summary>Whether no cost waits to be entered.</summary>
    public bool IsWritten => _settled.IsEmpty && _turn.CurrentCount > 0;

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>Sets an amount aside.</summary>
    /// <param name="call">The call that it is for.</param>
    /// <param name="wanted">What the call may cost.</param>
    /// <param name="limit">The most that a day may cost.</param>
    /// <param name="cancellationToken">Ends the wait for the other processes.</param>
    /// <returns>What to settle it by.</returns>
    /// <exception cref="MissyException">
    /// <see cref="ErrorKind.BudgetExceeded"/>: not that much is left; <see cref="ErrorKind.Configuration"/>: it cannot be known.
    /// </exception>
    public async Task<Guid> ReserveAsync(BudgetCall call, decimal wanted, decimal limit, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var reservation = new BudgetReservation(Guid.NewGuid(), wanted, time.GetUtcNow(), BudgetOwner.Current);
            var state = await ChangeAsync(
                now => now.Spent + now.Reserved + wanted <= limit ? now with { Reservations = [.. now.Reservations, reservation] } : now,
                cancellationToken);
            if (state.Reservations.Any(other => other.Id == reservation.Id))
            {
                return reservation.Id;
            }

            Announce(state, limit);
            throw BudgetFailures.Exceeded(
                call, "budget.per_day_usd", "a day", limit, state.Spent, state.Reserved, wanted, "wait for the next day (it begins at 00:00 UTC)");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw BudgetFailures.NotKept("day", exception.Message, exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A call has ended. It never waits or fails.</summary>
    /// <param name="reservation">What <see cref="ReserveAsync"/> gave.</param>
    /// <param name="cost">What the call cost.</param>
    /// <param name="limit">The most that a day may cost.</param>
    public void Settle(Guid reservation, decimal cost, decimal limit)
    {
        _settled.Enqueue(new Settlement(reservation, cost, limit));
        _ = Task.Run(FlushAsync);
    }

    /// <summary>Enters the costs that wait. What cannot be written now is entered with the next call.</summary>
    public async Task FlushAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (!_settled.IsEmpty)
            {
                await ChangeAsync(state => state, CancellationToken.None);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The amounts set aside for these calls stand, so nothing is forgotten.
        }
        finally
        {
            _turn.Release();
        }
    }

    // Needs the turn.
    private async Task<BudgetState> ChangeAsync(Func<BudgetState, BudgetState> change, CancellationToken cancellationToken)
    {
        using var held = await file.LockAsync(cancellationToken);
        var settled = _settled.ToArray();
        var known = file.Read();
        var state = known?.Day == Today ? known : await BeginAsync(known, cancellationToken);
        var changed = change(Enter(settled, state.WithoutDead(time.GetUtcNow())));
        if (!ReferenceEquals(changed, known))
        {
            file.Write(changed);
        }

        foreach (var _ in settled)
        {
            _settled.TryDequeue(out var _);
        }

        return changed;
    }

    // What was spent before anybody kept a budget today is in the ledger. A call that ends just now may be there already: it
    // counts twice rather than not at all.
    private async Task<BudgetState> BeginAsync(BudgetState? known, CancellationToken cancellationToken)
    {
        var today = Today;
        var spent = await ledger.ReadAsync(today, today, record => record.Cost > 0, cancellationToken);
        return new BudgetState(today, spent.Sum(record => record.Cost!.Value), known?.Reservations ?? []);
    }

    private BudgetState Enter(Settlement[] settled, BudgetState state)
    {
        foreach (var (reservation, cost, limit) in settled)
        {
            state = state with
            {
                Spent = state.Spent + cost,
                Reservations = [.. state.Reservations.Where(other => other.Id != reservation)],
            };
            if (cost > 0 && state.Spent >= limit)
            {
                Announce(state, limit);
            }
        }

        return state;
    }

    private void Announce(BudgetState state, decimal limit)
    {
        if (_announced != state.Day)
        {
            _announced = state.Day;
            events.Publish(new BudgetReached("day", limit, state.Spent, null));
        }
    }

    private sealed record Settlement(Guid Reservation, decimal Cost, decimal Limit);
}
