namespace Missy;

/// <summary>A provider was enabled or disabled in this process; its configuration is as it was.</summary>
/// <param name="Provider">The registry name.</param>
/// <param name="Enabled">Whether it may be used now; before, it was the other way.</param>
public sealed record ProviderToggled(string Provider, bool Enabled) : MissyEvent("Missy.ProviderToggled");
