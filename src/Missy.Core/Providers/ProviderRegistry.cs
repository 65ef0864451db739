using Missy.Configuration;

namespace Missy.Providers;

/// <summary>
/// The providers of one configuration, in the order of preference. Immutable: a changed configuration makes a new registry.
/// Without a file every service of the catalogue is known, and those whose key is in the environment are listed.
/// </summary>
public sealed class ProviderRegistry
{
    private const int MostNames = 12;

    private readonly ProviderFactory _factory;
    private readonly ConfigResult _config;
    private readonly Dictionary<string, RegisteredProvider> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<RegisteredProvider> _all = [];
    private readonly RegisteredProvider _simulator;

    internal ProviderRegistry(ConfigResult config, bool hasFile, ProviderFactory factory)
    {
        _config = config;
        _factory = factory;
        _simulator = factory.CreateImplicit(factory.Catalogue.Find("simulator")!);
        HasFile = hasFile;
        if (hasFile)
        {
            foreach (var entry in config.Config.Providers)
            {
                Add(factory.Create(entry));
            }
        }
        else
        {
            foreach (var service in factory.Catalogue.Providers)
            {
                Add(factory.CreateImplicit(service));
            }
        }
    }

    /// <summary>Whether a configuration file names the providers.</summary>
    public bool HasFile { get; }

    /// <summary>
    /// The providers in order of preference, disabled and keyless ones included. Without a file, only those that the
    /// environment holds a key for now.
    /// </summary>
    public IReadOnlyList<RegisteredProvider> Providers =>
        HasFile ? _all : [.. _all.Where(provider => provider.Service.Discover && provider.AuthStatus == AuthStatus.Configured)];

    /// <summary>The names that <see cref="Get"/> accepts, configured ones first.</summary>
    public IReadOnlyList<string> Names => [.. _all.Select(provider => provider.Name).Union(["simulator"], StringComparer.OrdinalIgnoreCase)];

    /// <summary>The names of the file's entries that were left out for an error, each with the error.</summary>
    internal IReadOnlyDictionary<string, string> LeftOut => _config.LeftOut;

    /// <summary>
    /// Finds a provider by its registry name, or by another name of its service when no configured name is that and
    /// exactly one configured provider is of that service.
    /// </summary>
    /// <param name="name">The name, in any case.</param>
    /// <returns>Null when there is none.</returns>
    public RegisteredProvider? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        name = name.Trim().Trim('`').Trim();
        if (_byName.TryGetValue(name, out var provider))
        {
            return provider;
        }

        if (_factory.Catalogue.Find(name) is not { } service)
        {
            return null;
        }

        // The simulator is always there for whoever names it, and for nobody else.
        return _byName.TryGetValue(service.Name, out provider) && provider.Service == service ? provider
            : service.Wire == WireKind.Simulator ? _simulator
            : null;
    }

    /// <summary>Finds a provider that somebody named; what was named is never replaced by another.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: there is none; the nearest names are offered.</exception>
    public RegisteredProvider Get(string name) => Find(name) ?? throw Unknown(name, null);

    /// <summary>The error of a name that stands for no provider.</summary>
    /// <param name="name">The name.</param>
    /// <param name="who">A sentence that says who names it; null when that is plain.</param>
    internal MissyException Unknown(string name, string? who)
    {
        var said = who is null ? "" : $" {who}";
        if (_config.LeftOut.TryGetValue(name, out var reason))
        {
            return new MissyException(ErrorKind.Configuration, $"Provider '{name}' was left out of the configuration: {reason}{said}")
            {
                Provider = name,
                Remedy = "Test-MissyConfig (missy config validate) lists everything that is wrong.",
            };
        }

        var nearest = NearestNames.Find(name, Names, 3);
        var known = nearest.Count > 0 ? NearestNames.Ask(nearest) : Known();
        var hint = HasFile && _factory.Catalogue.Find(name) is { } service
            ? $" {service.DisplayName} is known to Missy but not in the configuration: add it under 'providers'."
            : "";
        return new MissyException(ErrorKind.Configuration, $"There is no provider '{name}'.{said} {known}{hint}") { Provider = name };
    }

    private void Add(RegisteredProvider provider)
    {
        _byName.Add(provider.Name, provider);
        _all.Add(provider);
    }

    // Without a file the names are the whole catalogue's, and a page of them helps nobody.
    private string Known() => Names.Count <= MostNames
        ? $"Known are: {string.Join(", ", Names)}."
        : $"Known are {string.Join(", ", Names.Take(MostNames))} and {Names.Count - MostNames} more.";
}
