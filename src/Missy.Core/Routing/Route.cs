namespace Missy;

/// <summary>Who will answer, and how that was decided.</summary>
/// <param name="Provider">The registry name of the provider.</param>
/// <param name="Model">The model's id at that provider.</param>
/// <param name="Steps">Each decision with its reason, in the order taken.</param>
public sealed record Route(string Provider, string Model, IReadOnlyList<RouteStep> Steps)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Provider}/{Model}";
}
