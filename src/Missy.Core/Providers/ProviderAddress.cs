using Missy.Configuration;
using Missy.Network;

namespace Missy.Providers;

/// <summary>Where a provider is, by its entry of the configuration and what is known of its service.</summary>
/// <param name="BaseUrl">Null when it is missing, or known only at run time.</param>
/// <param name="Local">Whether it counts as local.</param>
internal sealed record ProviderAddress(Uri? BaseUrl, bool Local)
{
    // Where the tokens of OpenAI's own clients are refreshed.
    private static readonly Uri OpenAITokens = new("https://auth.openai.com");

    public static ProviderAddress Of(ProviderConfig config, CatalogueProvider service)
    {
        var baseUrl = config.BaseUrl ?? (service.BaseUrl is { } known ? new Uri(known) : null);
        var local = config.Local switch
        {
            LocalMode.True => true,
            LocalMode.False => false,
            _ => service.Wire == WireKind.Simulator || (baseUrl is not null && LocalAddress.IsLocal(baseUrl)),
        };
        return new ProviderAddress(baseUrl, local);
    }

    /// <summary>The hosts that are in effect because of the providers while these are enabled: those of the file, or without one all that are known.</summary>
    /// <param name="providers">The file's entries.</param>
    /// <param name="hasFile">Whether a file names the providers.</param>
    /// <param name="catalogue">The services that are known.</param>
    /// <param name="toggles">What was enabled or disabled since.</param>
    public static IEnumerable<ProviderEndpoint> Endpoints(
        IReadOnlyList<ProviderConfig> providers, bool hasFile, ProviderCatalogue catalogue, ProviderToggles toggles)
    {
        var entries = hasFile
            ? providers.Select(config => (Config: config, Service: catalogue.Find(config.Wire)!))
            : catalogue.Providers.Select(service => (Config: Implicit(service), Service: service));
        foreach (var (config, service) in entries)
        {
            bool InEffect() => toggles.IsEnabled(config);
            var address = Of(config, service);
            if (address.BaseUrl is { } url)
            {
                yield return new ProviderEndpoint(config.Name, url, address.Local) { InEffect = InEffect };
            }

            if (service.Wire == WireKind.OpenAICodex)
            {
                yield return new ProviderEndpoint(config.Name, OpenAITokens, Local: false, "oauth") { InEffect = InEffect };
            }
        }
    }

    /// <summary>The entry of a provider that no file names.</summary>
    public static ProviderConfig Implicit(CatalogueProvider service) => new() { Name = service.Name, Wire = service.Name };
}
