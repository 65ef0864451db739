using Missy.Configuration;
using Missy.Providers.Secrets;

namespace Missy.Providers.Keys;

/// <summary>Where a provider's keys come from: <c>api_keys</c>, else <c>api_key</c>, else <c>api_key_env</c>, else the service's own variables.</summary>
internal static class KeySlots
{
    /// <summary>The name of the slot that holds a ChatGPT account's token.</summary>
    public const string AccountSlot = "openai-oauth";

    /// <summary>The slots in order of preference; empty when nothing names a key.</summary>
    /// <param name="config">The provider's entry.</param>
    /// <param name="service">The service that it is.</param>
    /// <param name="ownHost">
    /// Whether the base URL is the service's own. The service's variables are read for that host alone, so that no key goes
    /// to another host unless the configuration says so by name.
    /// </param>
    /// <param name="secrets">Finds the source behind a reference.</param>
    /// <param name="account">The tokens of a ChatGPT account, for the service that takes them; null for every other.</param>
    public static IReadOnlyList<KeySlot> Of(
        ProviderConfig config, CatalogueProvider service, bool ownHost, SecretResolver secrets, ISecretSource? account)
    {
        if (config.Auth == AuthMode.None)
        {
            return [];
        }

        if (config.ApiKeys.Count > 0)
        {
            return [.. config.ApiKeys.Select(key => new KeySlot(key.SlotName, secrets.Find(key.Secret), key.Models))];
        }

        if (config.ApiKey is { } secret)
        {
            return [new KeySlot(secret.Kind == SecretKind.Environment ? secret.Value : "api_key", secrets.Find(secret), [])];
        }

        IEnumerable<string> variables = config.ApiKeyEnv is { } variable ? [variable] : ownHost ? service.KeyEnv : [];
        var slots = variables.Select(name => new KeySlot(name, secrets.Find(SecretReference.Parse("$" + name)), []));
        return config.ApiKeyEnv is null && ownHost && account is not null
            ? [.. slots, new KeySlot(AccountSlot, account, [])]
            : [.. slots];
    }
}
