namespace Missy;

/// <summary>A default provider was changed.</summary>
/// <param name="Old">The default before; null = none was set.</param>
/// <param name="New">The default now; null = none is set.</param>
/// <param name="Scope">For whom: <c>Runspace</c> or <c>Process</c>.</param>
public sealed record ProviderChanged(string? Old, string? New, string Scope) : MissyEvent("Missy.ProviderChanged");
