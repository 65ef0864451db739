namespace Missy.Configuration;

/// <summary>The service names that <c>name:</c> may hold. The caller gives them, since the catalogue lives above this room.</summary>
public sealed class KnownNames
{
    private readonly HashSet<string> _all;

    /// <summary>Takes the names; compared without case.</summary>
    /// <param name="wires">The wire protocols, such as <c>anthropic</c> and <c>ollama</c>.</param>
    /// <param name="catalogue">The catalogue's names and aliases, such as <c>groq</c> and <c>grok</c>.</param>
    public KnownNames(IEnumerable<string> wires, IEnumerable<string> catalogue)
    {
        Wires = new List<string>(wires);
        Catalogue = new List<string>(catalogue);
        _all = new HashSet<string>(Wires, StringComparer.OrdinalIgnoreCase);
        _all.UnionWith(Catalogue);
    }

    /// <summary>The wire protocols.</summary>
    public IReadOnlyList<string> Wires { get; }

    /// <summary>The catalogue's names and aliases.</summary>
    public IReadOnlyList<string> Catalogue { get; }

    /// <summary>Whether the name is one of them.</summary>
    /// <param name="name">The name, in any case.</param>
    public bool Contains(string name) => _all.Contains(name);
}
