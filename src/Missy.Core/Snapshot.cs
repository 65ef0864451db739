using Missy.Configuration;
using Missy.Network;
using Missy.Providers;
using Missy.Providers.Keys;
using Missy.Providers.Lists;
using Missy.Providers.Responses;
using Missy.Providers.Secrets;
using Missy.Resilience;
using Missy.Routing;
using Missy.Usage;

namespace Missy;

/// <summary>One state of the configuration and all that is built from it, together. A call keeps the one that it started with.</summary>
internal sealed class Snapshot
{
    private Snapshot(
        ConfigFiles files,
        DateTimeOffset loadedAt,
        PriceBook prices,
        NetworkPolicy policy,
        ProviderRegistry registry,
        AliasBook aliases,
        RouteResolver routes)
    {
        Files = files;
        LoadedAt = loadedAt;
        Prices = prices;
        Policy = policy;
        Registry = registry;
        Aliases = aliases;
        Routes = routes;
    }

    public ConfigFiles Files { get; }

    public DateTimeOffset LoadedAt { get; }

    public ConfigLocation Location => Files.Source.Location;

    public ConfigResult Config => Files.Config;

    public PriceBook Prices { get; }

    public NetworkPolicy Policy { get; }

    public ProviderRegistry Registry { get; }

    public AliasBook Aliases { get; }

    public RouteResolver Routes { get; }

    public static Snapshot Load(MissyClientOptions options, ConfigFiles files, HttpDoor door, ModelLists lists, KeyStates keys, CircuitBreakers breakers, ProviderToggles toggles)
    {
        var catalogue = options.Catalogue;
        var config = files.Config;
        var names = config.Config.Providers.Count > 0 || config.LeftOut.Count > 0;
        var network = config.Config.Network;
        var policy = new NetworkPolicy(network, ProviderAddress.Endpoints(config.Config.Providers, names, catalogue, toggles));
        var secrets = new SecretResolver(options.Environment, options.Vaults, options.Time, files.Source.Location.Path);
        var account = new Lazy<ISecretSource>(() => new CodexTokenSource(
            new CodexTokenStore(options.Environment), new CodexTokenEndpoint(options.CodexTokenEndpoint, door, policy, options.Time), options.Time));
        var factory = new ProviderFactory(
            catalogue, secrets, account, door, options.Simulator, network, policy, options.Environment, keys, breakers, toggles, options.Time);
        var registry = new ProviderRegistry(config, names, factory);
        var aliases = new AliasBook(config, registry);
        var prices = new PriceBook(files.Prices, catalogue);
        var unlisted = new UnlistedModels(catalogue, lists, config.Config.ModelsCacheTtl, options.Time);
        var routes = new RouteResolver(registry, config, options.Environment, aliases, new ListedModels(catalogue, lists), unlisted);
        return new Snapshot(files, options.Time.GetUtcNow(), prices, policy, registry, aliases, routes);
    }

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
