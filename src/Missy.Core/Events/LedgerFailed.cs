namespace Missy;

/// <summary>The usage ledger cannot be written; calls go on, and what they used is written later if that works again. Announced once.</summary>
/// <param name="Path">The ledger's folder.</param>
/// <param name="Reason">Why not.</param>
public sealed record LedgerFailed(string Path, string Reason) : MissyEvent("Missy.LedgerFailed");
