namespace Missy;

/// <summary>A call is made under a budget that cannot count it, since nobody knows its price. Announced once for each model.</summary>
/// <param name="Provider">The registry name of the provider.</param>
/// <param name="Model">The model.</param>
public sealed record PriceUnknown(string Provider, string Model) : MissyEvent("Missy.PriceUnknown");
