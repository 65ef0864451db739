using System.Globalization;
using Missy.Configuration;
using Missy.Network;
using Missy.Providers.Keys;
using Missy.Providers.Secrets;
using Missy.Resilience;

namespace Missy.Providers;

/// <summary>Makes providers out of configuration entries and catalogue services.</summary>
internal sealed class ProviderFactory(
    ProviderCatalogue catalogue,
    SecretResolver secrets,
    Lazy<ISecretSource> account,
    HttpDoor door,
    ISimulatorHost? simulator,
    NetworkConfig network,
    NetworkPolicy policy,
    ISystemEnvironment environment,
    KeyStates keys,
    CircuitBreakers breakers,
    ProviderToggles toggles,
    TimeProvider time)
{
    public ProviderCatalogue Catalogue { get; } = catalogue;

    /// <summary>A provider that a file names. The reader has made sure that the catalogue knows what it is.</summary>
    public RegisteredProvider Create(ProviderConfig config) => Create(config, Catalogue.Find(config.Wire)!, isImplicit: false);

    /// <summary>A provider that no file names, as the catalogue describes it.</summary>
    public RegisteredProvider CreateImplicit(CatalogueProvider service) =>
        Create(ProviderAddress.Implicit(service), service, isImplicit: true);

    private RegisteredProvider Create(ProviderConfig config, CatalogueProvider service, bool isImplicit)
    {
        var (baseUrl, local) = ProviderAddress.Of(config, service);
        var isSimulator = service.Wire == WireKind.Simulator;
        var settings = new ProviderSettings
        {
            Name = config.Name,
            Wire = WireProtocols.Create(service, config, isSimulator || (baseUrl is not null && ServiceAddress.IsOwn(service, baseUrl))),
            BaseUrl = isSimulator && baseUrl is null ? SimulatorAddress : () => baseUrl!,
            Local = local,
            KeyHeader = KeyHeader(config, service),
            Headers = config.Headers,
            ConnectTimeout = config.ConnectTimeout,
            Timeout = config.Timeout,
            IdleTimeout = config.IdleTimeout,
            MaxResponseBytes = network.MaxResponseBytes,
            Policy = policy,
            UnusedProxy = () => local ? null : policy.Proxy.Unused(environment),
            RevealAsync = (reference, token) => RevealAsync(config, reference, token),
        };
        var ownHost = isSimulator || (baseUrl is not null && (ServiceAddress.IsOwn(service, baseUrl) || (service.Local && local)));
        var slots = KeySlots.Of(config, service, ownHost, secrets, service.Wire == WireKind.OpenAICodex ? account.Value : null);
        var holder = new KeyHolder(
            config.Name,
            baseUrl is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{baseUrl.IdnHost}:{baseUrl.Port}"),
            NeedsKey: !local && config.Auth != AuthMode.None && (service.KeyEnv.Count > 0 || slots.Count > 0 || service.Auth != CatalogueAuth.None),
            ownHost || service.KeyEnv.Count == 0
                ? "it has no key"
                : $"it has no key of its own, and {service.KeyEnv[0]} is sent to {service.DisplayName} alone");
        var ring = new KeyRing(slots, holder, config.KeyRotation, keys);
        return new RegisteredProvider(config, service, baseUrl, local, ownHost, new ChatProvider(settings, door, time), ring, time)
        {
            Implicit = isImplicit,
            Toggle = () => toggles.Find(config.Name),
            WhyRejected = () => breakers.Find(config.Name, baseUrl)?.WhyRejected(),
            Problem = baseUrl is null && !isSimulator
                ? $"its address depends on your account: set 'base_url', such as {service.BaseUrlHint}"
                : null,
        };
    }

    private static string? KeyHeader(ProviderConfig config, CatalogueProvider service) => config.Auth switch
    {
        AuthMode.Bearer => null,
        AuthMode.Header => service.AuthHeader ?? "api-key",
        _ => service.Auth == CatalogueAuth.Header ? service.AuthHeader : null,
    };

    private Uri SimulatorAddress() => simulator is null
        ? throw new MissyException(ErrorKind.Configuration, "There is no simulator in this program.")
        : new Uri(simulator.EnsureStarted(), "v1");

    private async ValueTask<string> RevealAsync(ProviderConfig config, SecretReference reference, CancellationToken cancellationToken)
    {
        var state = await secrets.Find(reference).ReadAsync(cancellationToken);
        return state.Value ?? throw new MissyException(
            state.Kind, $"A header of provider '{config.Name}' has no value: {state.Problem}.")
        {
            Provider = config.Name,
            Remedy = state.Remedy,
        };
    }
}
