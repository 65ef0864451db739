namespace Missy;

/// <summary>The model that a tier means at a provider.</summary>
/// <param name="Provider">The registry name of the provider.</param>
/// <param name="Model">The model's id at that provider.</param>
public sealed record TierModel(string Provider, string Model)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Provider}/{Model}";
}
