using Missy.Configuration;
using Missy.Providers;

namespace Missy.Routing;

/// <summary>
/// What short names stand for under one configuration: the runspace's aliases before the configuration's before the built-in
/// ones. The name of a configured provider is never an alias.
/// </summary>
/// <param name="config">The configuration.</param>
/// <param name="registry">The providers of that configuration.</param>
internal sealed class AliasBook(ConfigResult config, ProviderRegistry registry)
{
    private readonly Dictionary<string, ModelAlias> _configured = config.Config.Aliases.ToDictionary(
        entry => entry.Key,
        entry => new ModelAlias { Name = entry.Key, Provider = entry.Value.Provider!, Model = entry.Value.Model, Source = AliasSource.Configuration },
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Finds what a name stands for. Its provider is still to be looked up, see <see cref="ProvidersOf"/>; its model is an id and
    /// never another alias. A configured alias that was left out for an error hides the built-in one of its name: nobody else
    /// answers in its place.
    /// </summary>
    /// <param name="name">The name in any case, without white space or back-ticks around it.</param>
    /// <param name="own">The aliases of the caller's runspace.</param>
    /// <returns>Null when the name is no alias, or is a provider's.</returns>
    public ModelAlias? Find(string name, AliasTable own)
    {
        // No alias has a separator, and for ids that do, which are most, nothing is looked up.
        if (name.AsSpan().IndexOfAny('/', ':') >= 0 || IsProvider(name))
        {
            return null;
        }

        return own.Find(name)
            ?? _configured.GetValueOrDefault(name)
            ?? (config.LeftOutAliases.ContainsKey(name) ? null : BuiltInAliases.Find(name));
    }

    /// <summary>
    /// The providers that an alias may mean. A built-in one names a service: that is the provider with the service's name, else
    /// each configured one of it, whatever it is called, and of them only those on the service's own host.
    /// </summary>
    /// <param name="alias">The alias, as <see cref="Find"/> gives it.</param>
    /// <returns>One when it is clear who answers; none when nobody can; several when the caller has to choose.</returns>
    public IReadOnlyList<RegisteredProvider> ProvidersOf(ModelAlias alias)
    {
        var named = registry.Find(alias.Provider);
        if (alias.Source != AliasSource.BuiltIn)
        {
            return named is null ? [] : [named];
        }

        var candidates = named is null ? registry.Providers : [named];
        return [.. candidates.Where(candidate => candidate.IsOwnHost && candidate.Service.Name == alias.Provider)];
    }

    /// <summary>Every alias, those without effect included, in order of precedence. Providers have their registry names where it is clear who is meant.</summary>
    /// <param name="own">The aliases of the caller's runspace.</param>
    public IReadOnlyList<ModelAlias> List(AliasTable own) =>
    [
        .. own.All.Concat(_configured.Values).Concat(BuiltInAliases.All).Select(alias => alias with
        {
            Provider = ProvidersOf(alias) is [var only] ? only.Name : alias.Provider,
            ShadowedBy = ShadowOf(alias, own),
        }),
    ];

    /// <summary>The aliases of one name, in order of precedence; those without effect are among them.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <param name="own">The aliases of the caller's runspace.</param>
    public IReadOnlyList<ModelAlias> Named(string name, AliasTable own) =>
        [.. List(own).Where(alias => alias.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];

    /// <summary>The error of a name that is no alias.</summary>
    /// <param name="name">The name.</param>
    /// <param name="others">The aliases that may have been meant.</param>
    public MissyException Unknown(string name, IEnumerable<ModelAlias> others)
    {
        if (config.LeftOutAliases.TryGetValue(name, out var reason))
        {
            return new MissyException(ErrorKind.Configuration, $"The alias '{name}' was left out of the configuration: {reason}")
            {
                Remedy = "Test-MissyConfig (missy config validate) lists everything that is wrong.",
            };
        }

        var ask = NearestNames.Ask(NearestNames.Find(name, others.Select(alias => alias.Name), 3));
        return new MissyException(ErrorKind.Configuration, $"There is no alias '{name}'. {ask}".TrimEnd())
        {
            Remedy = "Get-MissyModelAlias lists the aliases and where they come from.",
        };
    }

    /// <summary>Whether a name is that of a configured provider, also of one that was left out for an error.</summary>
    public bool IsProvider(string name) => config.LeftOut.ContainsKey(name)
        || (registry.Find(name) is { Implicit: false } found && found.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private string? ShadowOf(ModelAlias alias, AliasTable own)
    {
        if (IsProvider(alias.Name))
        {
            return $"provider '{alias.Name}'";
        }

        if (alias.Source != AliasSource.Runspace && own.Find(alias.Name) is not null)
        {
            return "the runspace's alias";
        }

        return alias.Source != AliasSource.BuiltIn ? null
            : _configured.ContainsKey(alias.Name) ? "the configuration's alias"
            : config.LeftOutAliases.ContainsKey(alias.Name) ? "the configuration's alias, which was left out for an error"
            : null;
    }
}
