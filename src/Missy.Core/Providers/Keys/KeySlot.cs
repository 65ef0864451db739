using System.IO.Enumeration;
using Missy.Network;
using Missy.Providers.Secrets;

namespace Missy.Providers.Keys;

/// <summary>A place where a provider's key may be found.</summary>
/// <param name="Name">What logs and attempts call it; never the key.</param>
/// <param name="Source">Where the key is.</param>
/// <param name="Models">Patterns of the models it may be used for; empty = all.</param>
internal sealed record KeySlot(string Name, ISecretSource Source, IReadOnlyList<string> Models)
{
    /// <summary>Whether asking for its key failed a moment ago; asking again may take long, or a person's consent.</summary>
    public bool FailedLately => Source.CanRenew && !Source.Peek().IsHopeful;

    /// <summary>Whether its key may be used for a model.</summary>
    /// <param name="model">The model; null = any.</param>
    public bool Serves(string? model) =>
        model is null || Models.Count == 0 || Models.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, model));

    /// <summary>Its key, to go with one request.</summary>
    /// <param name="secret">What its source gave; there is a value.</param>
    public Credential CredentialOf(SecretState secret) => new(Name, new Secret(secret.Value!)) { Account = secret.Account };
}
