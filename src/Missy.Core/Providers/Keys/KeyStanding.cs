namespace Missy.Providers.Keys;

/// <summary>What is known of a key at one moment.</summary>
/// <param name="State">Whether it can be used.</param>
/// <param name="Until">When it can be used again; null when no time is known, or none is needed.</param>
internal readonly record struct KeyStanding(KeyState State, DateTimeOffset? Until = null)
{
    private readonly IReadOnlyList<string>? _models;

    /// <summary>When a service last refused it; null when it is not <see cref="KeyState.Bad"/>.</summary>
    public DateTimeOffset? BadSince { get; init; }

    /// <summary>The models that it rests for; empty = all.</summary>
    public IReadOnlyList<string> Models
    {
        get => _models ?? [];
        init => _models = value;
    }
}
