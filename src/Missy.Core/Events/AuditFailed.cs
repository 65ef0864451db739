namespace Missy;

/// <summary>The audit file cannot be written; calls go on without it. Announced once, until it can be written again.</summary>
/// <param name="Path">The file.</param>
/// <param name="Reason">Why not.</param>
public sealed record AuditFailed(string Path, string Reason) : MissyEvent("Missy.AuditFailed");
