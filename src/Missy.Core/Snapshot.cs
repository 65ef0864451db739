using Missy.Configuration;
using Missy.Network;
using Missy.Providers;
using Missy.Providers.Keys;
using Missy.Providers.Responses;
using Missy.Providers.Secrets;
using Missy.Resilience;
using Missy.Routing;
using Missy.Usage;

namespace Missy;

/// <summary>One state of the configuration and all that is built from it, together. A call keeps the one that it started with.</summary>
internal sealed class Snapshot
{
    private readonly FileStamp _stamp;
    private readonly ConfigFiles _files;

    private Snapshot(
        ConfigLocation location,
        FileStamp stamp,
        ConfigFiles files,
        PriceBook prices,
        NetworkPolicy policy,
        ProviderRegistry registry,
        AliasBook aliases,
        RouteResolver routes)
    {
        Location = location;
        _stamp = stamp;
        _files = files;
        Prices = prices;
        Policy = policy;
        Registry = registry;
        Aliases = aliases;
        Routes = routes;
    }

    public ConfigLocation Location { get; }

    public ConfigResult Config => _files.Config;

    public PriceBook Prices { get; }

    public NetworkPolicy Policy { get; }

    public ProviderRegistry Registry { get; }

    public AliasBook Aliases { get; }

    public RouteResolver Routes { get; }

    public static Snapshot Load(MissyClientOptions options, ConfigLocation location, HttpDoor door, ModelLists lists, KeyStates keys, CircuitBreakers breakers, ProviderToggles toggles)
    {
        // The stamp is taken first: a file that changes while it is read is read again by the next call.
        var stamp = FileStamp.Of(location.Path);
        var catalogue = options.Catalogue;
        var files = ConfigFiles.Read(options, location);
        var config = files.Config;
        var names = config.Config.Providers.Count > 0 || config.LeftOut.Count > 0;
        var network = config.Config.Network;
        var policy = new NetworkPolicy(network, ProviderAddress.Endpoints(config.Config.Providers, names, catalogue, toggles));
        var secrets = new SecretResolver(options.Environment, options.Vaults, options.Time, location.Path);
        var account = new Lazy<ISecretSource>(() => new CodexTokenSource(
            new CodexTokenStore(options.Environment), new CodexTokenEndpoint(options.CodexTokenEndpoint, door, policy, options.Time), options.Time));
        var factory = new ProviderFactory(
            catalogue, secrets, account, door, options.Simulator, network, policy, options.Environment, keys, breakers, toggles, options.Time);
        var registry = new ProviderRegistry(config, names, factory);
        var aliases = new AliasBook(config, registry);
        var prices = new PriceBook(files.Prices, catalogue);
        var routes = new RouteResolver(registry, config, options.Environment, aliases, new ListedModels(catalogue, lists));
        return new Snapshot(location, stamp, files, prices, policy, registry, aliases, routes);
    }

    /// <summary>Whether it is still what the place holds.</summary>
    public bool IsCurrent(ConfigLocation location) => location == Location
        && FileStamp.Of(location.Path) == _stamp
        && _files.ArePricesCurrent;

    /// <summary>Refuses to go on with a file that cannot be used.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>, with the first error and how many there are.</exception>
    public void EnsureUsable()
    {
        if (!Config.Refused)
        {
            return;
        }

        var errors = Config.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).ToList();
        var more = errors.Count > 1 ? $" (and {errors.Count - 1} more)" : "";
        throw new MissyException(ErrorKind.Configuration, $"The configuration cannot be used: {errors[0]}{more}")
        {
            Remedy = "Test-MissyConfig (missy config validate) lists everything that is wrong.",
        };
    }
}
