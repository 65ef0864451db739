namespace Missy.Usage;

/// <summary>An amount that some process has set aside for a running call.</summary>
/// <param name="Id">Its own name.</param>
/// <param name="Amount">US dollars.</param>
/// <param name="Time">When it was made.</param>
/// <param name="Owner">Whose call it is for.</param>
internal sealed record BudgetReservation(Guid Id, decimal Amount, DateTimeOffset Time, BudgetOwner Owner);
