using Missy.Configuration;

namespace Missy.Providers;

/// <summary>Where a provider's keys come from: <c>api_keys</c>, else <c>api_key</c>, else <c>api_key_env</c>, else the service's own variables.</summary>
internal static class KeySlots
{
    /// <summary>The slots in order of preference; empty when nothing names a key.</summary>
    /// <param name="config">The provider's entry.</param>
    /// <param name="service">The service that it is.</param>
    /// <param name="ownHost">
    /// Whether the base URL is the service's own. The service's variables are read for that host alone, so that no key goes
    /// to another host unless the configuration says so by name.
    /// </param>
    public static IReadOnlyList<KeySlot> Of(ProviderConfig config, CatalogueProvider service, bool ownHost)
    {
        if (config.Auth == AuthMode.None)
        {
            return [];
        }

        if (config.ApiKeys.Count > 0)
        {
            return [.. config.ApiKeys.Select(key => new KeySlot(key.SlotName, key.Secret, key.Models))];
        }

        if (config.ApiKey is { } secret)
        {
            return [new KeySlot(secret.Kind == SecretKind.Environment ? secret.Value : "api_key", secret, [])];
        }

        IEnumerable<string> variables = config.ApiKeyEnv is { } variable ? [variable] : ownHost ? service.KeyEnv : [];
        return [.. variables.Select(name => new KeySlot(name, SecretReference.Parse("$" + name), []))];
    }
}
