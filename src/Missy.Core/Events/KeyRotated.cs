namespace Missy;

/// <summary>A provider goes on with another of its keys.</summary>
/// <param name="Provider">The registry name.</param>
/// <param name="From">The slot before; never the key.</param>
/// <param name="To">The slot now.</param>
/// <param name="Reason"><c>Switched</c> when somebody asked for it, else the name of the <see cref="ErrorKind"/> that the key before ended with.</param>
public sealed record KeyRotated(string Provider, string From, string To, string Reason) : MissyEvent("Missy.KeyRotated");
