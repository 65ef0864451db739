using Missy.Providers.Secrets;

namespace Missy.Providers;

/// <summary>A place where a provider's key may be found.</summary>
/// <param name="Name">What logs and attempts call it; never the key.</param>
/// <param name="Source">Where the key is.</param>
/// <param name="Models">Patterns of the models it may be used for; empty = all.</param>
internal sealed record KeySlot(string Name, ISecretSource Source, IReadOnlyList<string> Models);
