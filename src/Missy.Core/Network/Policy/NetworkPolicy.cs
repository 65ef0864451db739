using Missy.Configuration;

namespace Missy.Network;

/// <summary>
/// What may be reached: the section <c>network:</c> and the addresses of the providers in effect, as one immutable table. It asks
/// nobody: names are looked up where the connection is made, under the <see cref="Addresses"/> of the same policy.
/// </summary>
internal sealed class NetworkPolicy
{
    private readonly Dictionary<(string Host, int Port), List<Declaration>> _hosts = [];
    private readonly HostPattern[] _domains;
    private readonly RestRule[] _rest;
    private readonly bool _defaultDeny;

    /// <param name="config">The rules of the file.</param>
    /// <param name="providers">The addresses of the providers; each counts while it is in effect.</param>
    public NetworkPolicy(NetworkConfig config, IEnumerable<ProviderEndpoint> providers)
    {
        _defaultDeny = config.DefaultDeny;
        _domains = [.. config.AllowedDomains.Select(domain => new HostPattern(domain))];
        _rest = [.. config.RestPolicies.Select((policy, index) => new RestRule(policy, index))];
        Addresses = new AddressRules(config.AllowedCidrs);
        Proxy = new ProxyRule(config.Proxy, config.ProxyUrl);
        foreach (var provider in providers)
        {
            if (Target.Of(provider.Url, out _) is { } target)
            {
                Declare(target.Host, target.Port, new Declaration(provider.Rule, provider.Local, provider.InEffect));
            }
        }

        foreach (var endpoint in config.AllowedHosts)
        {
            Declare(endpoint, "network.allowed_hosts");
        }

        foreach (var endpoint in config.ProviderAllowedHosts)
        {
            Declare(endpoint, "network.provider_allowed_hosts");
        }
    }

    /// <summary>What holds without a file: nothing but a provider's own address.</summary>
    public static NetworkPolicy Default { get; } = new(new NetworkConfig(), []);

    /// <summary>Which of a name's addresses may be connected to.</summary>
    public AddressRules Addresses { get; }

    /// <summary>Whether connections go through a proxy.</summary>
    public ProxyRule Proxy { get; }

    /// <summary>The verdict on host, port and, where the host is an address, on that.</summary>
    /// <param name="target">Where a request would go.</param>
    public PolicyDecision Check(Target target)
    {
        var decision = CheckHost(target);
        return decision.Allowed ? CheckAddress(target, decision) : decision;
    }

    /// <summary>The verdict on a provider's own address, which is declared by being the provider's.</summary>
    public PolicyDecision Check(Target target, ProviderEndpoint own) =>
        CheckAddress(target, PolicyDecision.Allow(own.Rule, own.Local || target.Host.KnownAddresses is not null));

    /// <summary>Whether any rule is about requests to this host, so that each has to be looked at.</summary>
    public bool HasRestRules(TargetHost host) => Array.Exists(_rest, rule => rule.IsFor(host));

    /// <summary>The verdict of the rules about single requests; the first that matches decides.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="target">Where the request would go, by a host that is allowed.</param>
    /// <returns>Null when no rule has anything to say.</returns>
    public PolicyDecision? CheckRequest(string method, Target target)
    {
        if (!HasRestRules(target.Host))
        {
            return null;
        }

        if (RestPath.Normalize(target.Url.AbsolutePath) is not { } path)
        {
            return PolicyDecision.Deny("network.rest_policies", "its path cannot be read in one way");
        }

        method = method.ToUpperInvariant();
        if (Array.Find(_rest, rule => rule.IsFor(target.Host) && rule.Matches(method, path)) is not { } found)
        {
            return _defaultDeny
                ? PolicyDecision.Deny(
                    "network.rest_policies",
                    $"there are rules for this host and none allows {method} {path}",
                    $"Add {{host: {target.Host.Key}, method: {method}, path: {path}, action: allow}} to network.rest_policies.")
                : null;
        }

        return found.Allows
            ? PolicyDecision.Allow(found.Name, local: false)
            : PolicyDecision.Deny(found.Name, $"{method} {path} is forbidden", $"Change {found.Name} if this request is wanted.");
    }

    private PolicyDecision CheckHost(Target target)
    {
        var (host, port) = (target.Host, target.Port);
        if (Declared(host, port) is { } declared)
        {
            return PolicyDecision.Allow(declared.Rule, declared.Local || host.KnownAddresses is not null);
        }

        if (port == HostEndpoint.DefaultPort && Array.Find(_domains, domain => domain.Matches(host)) is { } domain)
        {
            return PolicyDecision.Allow($"network.allowed_domains: {domain.Text}", local: false);
        }

        foreach (var address in host.RuleAddresses)
        {
            if (Addresses.RangeOf(address) is { } range)
            {
                // The one that is named stands for the other addresses of this machine.
                var local = host.IsLoopback && Addresses.Refuse(address, local: false) is null;
                return PolicyDecision.Allow($"network.allowed_cidrs: {range}", local);
            }
        }

        return _defaultDeny
            ? PolicyDecision.Deny("network.default_deny", "no rule allows it", HowToAllow(target))
            : PolicyDecision.Allow("network.default_deny: false", local: false);
    }

    // Naming a host opens no address that is special beyond private.
    private string HowToAllow(Target target) =>
        target.Host.Address is { } address && Addresses.Refuse(address, local: true) is { } kind
            ? AddressText.Refusal(address, kind).Remedy!
            : $"Add '{target.Authority}' to network.allowed_hosts.";

    private PolicyDecision CheckAddress(Target target, PolicyDecision decision)
    {
        foreach (var address in target.Host.KnownAddresses ?? [])
        {
            if (Addresses.Refuse(address, decision.Local) is { } kind)
            {
                return AddressText.Refusal(address, kind);
            }
        }

        return decision;
    }

    private void Declare(HostEndpoint endpoint, string list)
    {
        if (TargetHost.TryParse(endpoint.Host, out var host))
        {
            Declare(host, endpoint.Port, new Declaration($"{list}: {endpoint}", Local: false, static () => true));
        }
    }

    private void Declare(TargetHost host, int port, Declaration declaration)
    {
        if (!_hosts.TryGetValue((host.Key, port), out var declared))
        {
            _hosts.Add((host.Key, port), declared = new List<Declaration>(1));
        }

        declared.Add(declaration);
    }

    // A host that is declared twice has its first name, and the wider of the permissions.
    private (string Rule, bool Local)? Declared(TargetHost host, int port)
    {
        (string Rule, bool Local)? found = null;
        foreach (var declaration in _hosts.GetValueOrDefault((host.Key, port)) ?? [])
        {
            if (declaration.InEffect())
            {
                found = (found?.Rule ?? declaration.Rule, declaration.Local || found is { Local: true });
            }
        }

        return found;
    }

    private readonly record struct Declaration(string Rule, bool Local, Func<bool> InEffect);
}
