using Missy.Network;

namespace Missy.Providers.Keys;

/// <summary>
/// What the search for a call's key came to: a key, or that none is needed, or why there is none and, where that ends by
/// itself, when.
/// </summary>
internal readonly record struct KeyChoice
{
    /// <summary>The key; null when none is needed, or there is none.</summary>
    public Credential? Credential { get; init; }

    /// <summary>Why there is none, ready to be thrown; null when the call can be made.</summary>
    public MissyException? Failure { get; init; }

    /// <summary>When the first of the keys that rest can be used again; null when the call can be made, or waiting does not help.</summary>
    public DateTimeOffset? CoolingUntil { get; init; }

    /// <summary>The slot of that key.</summary>
    public string? CoolingSlot { get; init; }

    /// <summary>The key.</summary>
    /// <returns>Null when none is needed.</returns>
    /// <exception cref="MissyException">There is none.</exception>
    public Credential? OrThrow() => Failure is null ? Credential : throw Failure;
}
