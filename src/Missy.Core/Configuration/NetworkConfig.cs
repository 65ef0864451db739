using System.Net;

namespace Missy.Configuration;

/// <summary>The section <c>network:</c>.</summary>
public sealed record NetworkConfig
{
    /// <summary>Whether only what is listed may be reached.</summary>
    public bool DefaultDeny { get; init; } = true;

    /// <summary>Hosts that may be reached.</summary>
    public IReadOnlyList<HostEndpoint> AllowedHosts { get; init; } = [];

    /// <summary>Domains that may be reached, lower case: <c>x.com</c>, or <c>*.x.com</c> for the names below it.</summary>
    public IReadOnlyList<string> AllowedDomains { get; init; } = [];

    /// <summary>Address ranges that may be reached.</summary>
    public IReadOnlyList<IPNetwork> AllowedCidrs { get; init; } = [];

    /// <summary>Further hosts for providers only.</summary>
    public IReadOnlyList<HostEndpoint> ProviderAllowedHosts { get; init; } = [];

    /// <summary>Rules about single requests, in order.</summary>
    public IReadOnlyList<RestPolicy> RestPolicies { get; init; } = [];

    /// <summary>The largest response in bytes, decompressed.</summary>
    public long MaxResponseBytes { get; init; } = 52_428_800;

    /// <summary>Whether a proxy is used.</summary>
    public ProxyMode Proxy { get; init; }

    /// <summary>The proxy under <see cref="ProxyMode.Url"/>, without user info; null otherwise.</summary>
    public Uri? ProxyUrl { get; init; }
}
