using Missy.Audit;
using Missy.Configuration;
using Missy.Inspection;
using Missy.Live;
using Missy.Network;
using Missy.Providers;
using Missy.Providers.Keys;
using Missy.Providers.Lists;
using Missy.Resilience;
using Missy.Usage;

namespace Missy;

/// <summary>
/// The front door: a prompt comes in, a route is chosen, a call is made through the one HTTP door, an object comes out.
/// Nothing is read or opened before the first call. Safe for any number of threads.
/// </summary>
public sealed partial class MissyClient : IDisposable
{
    private readonly MissyClientOptions _options;
    private readonly AuditLogs _audits;
    private readonly UsageStore _usage;
    private readonly Lazy<HttpDoor> _door;
    private readonly KeyStates _keys;
    private readonly LiveConfig _live;
    private readonly ModelLists _lists;

    /// <summary>Makes a client.</summary>
    /// <param name="options">What the front end gives; null = the process's own environment and clock, no simulator.</param>
    public MissyClient(MissyClientOptions? options = null)
    {
        _options = options ?? new MissyClientOptions();
        _live = new LiveConfig(_options, Build);
        _lists = new ModelLists(_options.Environment, _options.Time, _options.Events);
        _audits = new AuditLogs(_options.Events, _options.Environment, _options.Time);
        Breakers = new CircuitBreakers(() => _live.Known?.Config.Config.Health ?? MissyConfig.Empty.Health, _options.Time, _options.Events);
        _usage = new UsageStore(_options);
        _keys = new KeyStates(_options.Time);
        _quotas = new RetryQuotas(() => (_live.Known?.Config.Config ?? MissyConfig.Empty).Reliability.RetryQuota);
        _limiters = new RateLimiters(_options.Time);
        _door = new Lazy<HttpDoor>(() => new HttpDoor(
            _options.Resolver, _options.Dialer, _options.Time, _options.SystemProxy, _options.Handler));
    }

    /// <summary>Where the configuration is, whether or not there is one.</summary>
    public ConfigLocation ConfigLocation => _live.Location;

    /// <summary>The configuration in effect, with every finding about its file.</summary>
    public ConfigResult Config => Current.Config;

    /// <summary>Reads a configuration and the files that it names, and changes nothing that is in effect.</summary>
    /// <param name="location">Where the configuration is.</param>
    public ConfigResult ReadConfig(ConfigLocation location) => ConfigFiles.Read(_options, ConfigSource.Read(location)).Config;

    /// <summary>The providers in effect.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the file cannot be used.</exception>
    public ProviderRegistry Registry => Usable().Registry;

    /// <summary>The way to the network.</summary>
    internal HttpDoor Door => _door.Value;

    /// <summary>The services that are known.</summary>
    public ProviderCatalogue Catalogue => _options.Catalogue;

    private ProviderInspector Inspector => new(_options.Catalogue, Prices, _options.Time);

    private Snapshot Current => _live.Current;

    /// <summary>
    /// The providers as a user sees them, in order of preference: the configured ones, or those that the environment has a key
    /// for, or a local Ollama that answers.
    /// </summary>
    /// <param name="caller">What the caller's runspace chose for itself.</param>
    /// <param name="ask">True asks each service, all at once, whether it answers.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    /// <param name="progress">Hears how many have answered; null = nobody wants to know.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the file cannot be used.</exception>
    public async Task<IReadOnlyList<ProviderInfo>> GetProvidersAsync(
        CallerState caller, bool ask, CancellationToken cancellationToken, IProgress<WorkDone>? progress = null)
    {
        var snapshot = Usable();
        var discovered = await DiscoverLocalAsync(snapshot.Registry, cancellationToken);
        var providers = discovered is null ? snapshot.Registry.Providers : [discovered];
        var count = new PartCount(progress, providers.Count);
        var failures = await Task.WhenAll(providers.Select(provider =>
            ask ? count.CountAsync(provider.ProbeAsync(fresh: true, cancellationToken)) : Task.FromResult<MissyException?>(null)));
        var usual = snapshot.Routes.DefaultProvider(Standing(caller), discovered);
        return [.. providers.Select((provider, index) => ProviderInspector.Describe(provider, provider == usual, Describe(provider).State, failures[index]))];
    }

    /// <summary>One provider as a user sees it, also one that <see cref="GetProvidersAsync"/> leaves out for want of a key.</summary>
    /// <param name="name">The provider's name.</param>
    /// <param name="caller">What the caller's runspace chose for itself.</param>
    /// <param name="ask">True asks the service whether it answers.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: there is no such provider.</exception>
    public async Task<ProviderInfo> GetProviderAsync(
        string name, CallerState caller, bool ask, CancellationToken cancellationToken)
    {
        var provider = Registry.Get(name);
        var failure = ask ? await provider.ProbeAsync(fresh: true, cancellationToken) : null;
        return ProviderInspector.Describe(provider, provider == UsualProvider(caller), Describe(provider).State, failure);
    }

    /// <summary>Whether the network policy would let a completion request go to a URL, by which rule, to which addresses; nothing is sent.</summary>
    /// <param name="url">The URL as somebody wrote it.</param>
    /// <param name="cancellationToken">Ends the search for the name's addresses.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the file cannot be used.</exception>
    public Task<PolicyVerdict> TestNetworkPolicyAsync(string url, CancellationToken cancellationToken) =>
        TestNetworkPolicyAsync(url, "POST", cancellationToken);

    /// <summary>Whether the network policy would let a request go to a URL, by which rule, to which addresses; nothing is sent.</summary>
    /// <param name="url">The URL as somebody wrote it.</param>
    /// <param name="method">The HTTP method, for the rules about single requests.</param>
    /// <param name="cancellationToken">Ends the search for the name's addresses.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the file cannot be used.</exception>
    public Task<PolicyVerdict> TestNetworkPolicyAsync(string url, string method, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentException.ThrowIfNullOrWhiteSpace(method);
        return new PolicyTester(Usable().Policy, _options.Resolver, _options.SystemProxy).TestAsync(url, method, cancellationToken);
    }

    /// <summary>A full self-check of one provider.</summary>
    /// <param name="name">The provider's name.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: there is no such provider.</exception>
    public Task<ProviderTest> TestProviderAsync(string name, CancellationToken cancellationToken) =>
        Inspector.TestAsync(Registry.Get(name), cancellationToken);

    /// <summary>
    /// Looks for a local Ollama where there is neither a configuration nor a key; the result is kept for five seconds.
    /// </summary>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Null when it is not needed or does not answer.</returns>
    public Task<RegisteredProvider?> DiscoverLocalAsync(CancellationToken cancellationToken) =>
        DiscoverLocalAsync(Usable().Registry, cancellationToken);

    /// <summary>Stops watching the configuration, writes down what is left to write, and closes all connections.</summary>
    public void Dispose()
    {
        _live.Dispose();
        _usage.Dispose();
        if (_door.IsValueCreated)
        {
            _door.Value.Dispose();
        }
    }

    private static async Task<RegisteredProvider?> DiscoverLocalAsync(ProviderRegistry registry, CancellationToken cancellationToken)
    {
        if (registry.HasFile || registry.Providers.Count > 0 || registry.Find("ollama") is not { } ollama)
        {
            return null;
        }

        return await ollama.ProbeAsync(fresh: false, cancellationToken) is null ? ollama : null;
    }

    private Snapshot Build(ConfigFiles files) => Snapshot.Load(_options, files, _door.Value, _lists, _keys, Breakers, _toggles);

    private Snapshot Usable()
    {
        var snapshot = Current;
        snapshot.EnsureUsable();
        return snapshot;
    }
}
