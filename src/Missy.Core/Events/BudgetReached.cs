namespace Missy;

/// <summary>A budget is used up, or has refused a call. Announced once a day or session, and again by each process.</summary>
/// <param name="Budget"><c>day</c> or <c>session</c>.</param>
/// <param name="Limit">The most that it allows, in US dollars.</param>
/// <param name="Spent">What was spent, in US dollars.</param>
/// <param name="Session">The session's name; null for a day's budget and for a session without a name.</param>
public sealed record BudgetReached(string Budget, decimal Limit, decimal Spent, string? Session) : MissyEvent("Missy.BudgetReached");
