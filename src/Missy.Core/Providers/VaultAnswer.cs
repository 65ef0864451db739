using Missy.Network;

namespace Missy.Providers;

/// <summary>What a vault gave: a secret, or why there is none.</summary>
public sealed record VaultAnswer
{
    private VaultAnswer()
    {
    }

    /// <summary>The secret; null when there is none.</summary>
    public Secret? Secret { get; private init; }

    /// <summary>Why there is none, as half a sentence; null when there is one.</summary>
    public string? Problem { get; private init; }

    /// <summary>What the reader can do about it; null when the problem says it all.</summary>
    public string? Remedy { get; private init; }

    /// <summary>There is one.</summary>
    /// <param name="value">The secret in clear; not blank.</param>
    public static VaultAnswer Found(string value) => new() { Secret = new Secret(value) };

    /// <summary>There is none.</summary>
    /// <param name="problem">Why, as half a sentence.</param>
    /// <param name="remedy">What to do about it; null when the problem says it all.</param>
    public static VaultAnswer Missing(string problem, string? remedy = null) => new() { Problem = problem, Remedy = remedy };
}
