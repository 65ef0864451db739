namespace Missy;

/// <summary>One request that was sent for a call. It tells what happened in fixed words, never in the service's own.</summary>
/// <param name="Provider">The registry name of the provider.</param>
/// <param name="Model">The model asked for.</param>
/// <param name="Key">The name of the key slot; null when no key was sent.</param>
/// <param name="Outcome"><c>Success</c>, or the name of the <see cref="ErrorKind"/>.</param>
/// <param name="Status">The HTTP status of a failure; null otherwise.</param>
/// <param name="Waited">How long was waited before it.</param>
/// <param name="Duration">How long it took.</param>
public sealed record Attempt(
    string Provider, string Model, string? Key, string Outcome, int? Status, TimeSpan Waited, TimeSpan Duration);
