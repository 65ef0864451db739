using System.Globalization;

namespace Missy;

/// <summary>What a user sees of one key of a provider: its name and whether it can be used, never the key.</summary>
public sealed record KeyInfo
{
    /// <summary>The slot's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it can be used, as far as is known in this process.</summary>
    public KeyState State { get; init; }

    /// <summary>When it can be used again; null when no time is known, or it can be used now.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The models that it rests for; empty when it rests for all of them, or does not rest.</summary>
    public IReadOnlyList<string> RestsFor { get; init => field = Indexable.Of(value); } = Indexable.None<string>();

    /// <summary>Patterns of the models that it may be used for; empty = all.</summary>
    public IReadOnlyList<string> Models { get; init => field = Indexable.Of(value); } = Indexable.None<string>();

    /// <summary>Whether the search for the next call's key begins with it.</summary>
    public bool Preferred { get; init; }

    /// <summary>Why there is no key; null when there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>Name and state, such as <c>work (Cooling until 2026-01-31 12:00:00Z)</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name} ({State}{(Until is { } until ? string.Create(CultureInfo.InvariantCulture, $" until {until:u}") : "")}{(Preferred ? ", preferred" : "")})");
}
