using System.Net;

namespace Missy.Configuration.Schema;

/// <summary>The keys of <c>network:</c>.</summary>
internal static class NetworkSection
{
    private const long LargestResponse = 10L * 1024 * 1024 * 1024;

    private static readonly NetworkConfig Standard = new();
    private static readonly ListKind<HostEndpoint> Hosts = new(HostKind.Instance, "hosts");

    private static readonly Field<bool> DefaultDeny = new("default_deny", BooleanKind.Instance, Standard.DefaultDeny, "Whether only what is listed may be reached.");
    private static readonly Field<IReadOnlyList<HostEndpoint>> AllowedHosts = new("allowed_hosts", Hosts, [], "Hosts that may be reached; without a port, 443.");
    private static readonly Field<IReadOnlyList<string>> AllowedDomains = new("allowed_domains", new ListKind<string>(DomainKind.Domain, "domains"), [], "Domains that may be reached.");
    private static readonly Field<IReadOnlyList<IPNetwork>> AllowedCidrs = new("allowed_cidrs", new ListKind<IPNetwork>(CidrKind.Instance, "address ranges"), [], "Address ranges that may be reached.");
    private static readonly Field<IReadOnlyList<HostEndpoint>> ProviderAllowedHosts = new("provider_allowed_hosts", Hosts, [], "Further hosts, for providers only.");
    private static readonly Field<IReadOnlyList<RestPolicy>> RestPolicies = new("rest_policies", new ListKind<RestPolicy>(RestPolicySection.Section, "mappings with host, method, path and action"), [], "Rules about single requests, in order.");
    private static readonly Field<long> MaxResponseBytes = new("max_response_bytes", new IntegerKind(1, LargestResponse), Standard.MaxResponseBytes, "The largest response in bytes, decompressed.");
    private static readonly Field<ProxySetting> Proxy = new("proxy", ProxyKind.Instance, new(ProxyMode.None, null), "The proxy; absent = none.");

    internal static Section<NetworkConfig> Section { get; } = new(
        [DefaultDeny, AllowedHosts, AllowedDomains, AllowedCidrs, ProviderAllowedHosts, RestPolicies, MaxResponseBytes, Proxy],
        static (values, _) => new NetworkConfig
        {
            DefaultDeny = values.Get(DefaultDeny),
            AllowedHosts = values.Get(AllowedHosts),
            AllowedDomains = values.Get(AllowedDomains),
            AllowedCidrs = values.Get(AllowedCidrs),
            ProviderAllowedHosts = values.Get(ProviderAllowedHosts),
            RestPolicies = values.Get(RestPolicies),
            MaxResponseBytes = values.Get(MaxResponseBytes),
            Proxy = values.Get(Proxy).Mode,
            ProxyUrl = values.Get(Proxy).Url,
        });
}
