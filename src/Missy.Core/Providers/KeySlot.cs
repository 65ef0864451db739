using Missy.Configuration;

namespace Missy.Providers;

/// <summary>A place where a provider's key may be found.</summary>
/// <param name="Name">What logs and attempts call it; never the key.</param>
/// <param name="Reference">Where the key is.</param>
/// <param name="Models">Patterns of the models it may be used for; empty = all.</param>
internal sealed record KeySlot(string Name, SecretReference Reference, IReadOnlyList<string> Models);
