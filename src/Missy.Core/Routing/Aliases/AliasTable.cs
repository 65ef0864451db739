namespace Missy.Routing;

/// <summary>
/// The aliases that one runspace, or one run of the command, set for itself. Changed by one thread at a time, and read by any
/// number meanwhile: a call that is under way may have to look one up.
/// </summary>
public sealed class AliasTable
{
    private volatile Dictionary<string, ModelAlias> _aliases = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The aliases by name.</summary>
    public IReadOnlyList<ModelAlias> All => [.. _aliases.Values.OrderBy(alias => alias.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Finds an alias; null when there is none of this name.</summary>
    /// <param name="name">The name, in any case.</param>
    public ModelAlias? Find(string name) => _aliases.GetValueOrDefault(name);

    /// <summary>Takes an alias in the place of one with the same name.</summary>
    internal ModelAlias Set(string name, string provider, string model)
    {
        var alias = new ModelAlias { Name = name, Provider = provider, Model = model, Source = AliasSource.Runspace };
        _aliases = new(_aliases, _aliases.Comparer) { [name] = alias };
        return alias;
    }

    /// <summary>Forgets an alias; false when there is none of this name.</summary>
    internal bool Remove(string name)
    {
        var rest = new Dictionary<string, ModelAlias>(_aliases, _aliases.Comparer);
        var known = rest.Remove(name);
        _aliases = rest;
        return known;
    }
}
