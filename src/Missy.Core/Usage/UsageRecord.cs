using Missy.Chat;

namespace Missy.Usage;

/// <summary>What one call used, as the ledger keeps it. Nothing of what was asked or answered is in it.</summary>
/// <param name="Time">When the call ended.</param>
/// <param name="Provider">The registry name of who answered.</param>
/// <param name="Model">The model that was asked for.</param>
/// <param name="Tokens">Tokens, as the service counted them.</param>
/// <param name="Cost">US dollars at list price; null when the price is unknown.</param>
/// <param name="Session">The session's name; null without one.</param>
/// <param name="Tag">The caller's tag; null without one.</param>
internal sealed record UsageRecord(
    DateTimeOffset Time,
    string Provider,
    string Model,
    TokenUsage Tokens,
    decimal? Cost,
    string? Session = null,
    string? Tag = null)
{
    /// <summary>The day that it counts for, by universal time as services bill it.</summary>
    public DateOnly Day => DateOnly.FromDateTime(Time.UtcDateTime);
}
