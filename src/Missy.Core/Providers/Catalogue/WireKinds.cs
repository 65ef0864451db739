namespace Missy.Providers;

/// <summary>Names of the wire protocols, as configuration files and the catalogue write them.</summary>
public static class WireKinds
{
    // Position = value of the enum.
    private static readonly string[] _names =
        ["anthropic", "openai", "openai-responses", "openai-codex", "ollama", "simulator"];

    /// <summary>All wire names, in the order of <see cref="WireKind"/>.</summary>
    public static IReadOnlyList<string> KnownWires { get; } = Array.AsReadOnly(_names);

    /// <summary>Reads a wire name.</summary>
    /// <param name="name">The name; case and surrounding white space do not matter. <see langword="null"/> is no name.</param>
    /// <returns>The wire, or <see langword="null"/> when <paramref name="name"/> is none. Catalogue names such as
    /// <c>groq</c> are no wire names: see <see cref="ProviderCatalogue.Find"/>.</returns>
    public static WireKind? Parse(string? name)
    {
        if (name is null)
        {
            return null;
        }

        ReadOnlySpan<char> trimmed = name.AsSpan().Trim();
        for (int i = 0; i < _names.Length; i++)
        {
            if (trimmed.Equals(_names[i], StringComparison.OrdinalIgnoreCase))
            {
                return (WireKind)i;
            }
        }

        return null;
    }

    /// <summary>The name of a wire, such as <c>openai-responses</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="wire"/> is not a defined value.</exception>
    public static string ToName(this WireKind wire)
    {
        ArgumentOutOfRangeException.ThrowIfNegative((int)wire);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((int)wire, _names.Length);
        return _names[(int)wire];
    }
}
