using System.Net;
using System.Net.Sockets;

namespace Missy.Network;

/// <summary>Says what would become of a request without making it: the same tables, in the same order, as for a real one.</summary>
internal sealed class PolicyTester(NetworkPolicy policy, IHostResolver resolver, Func<Uri, Uri?> systemProxy)
{
    public async Task<PolicyVerdict> TestAsync(string url, string method, CancellationToken cancellationToken)
    {
        if (Target.Parse(url, out var problem) is not { } target)
        {
            return new PolicyVerdict(url, false, "url", [], problem);
        }

        var decision = policy.Check(target);
        if (decision.Allowed && policy.CheckRequest(method, target) is { } request)
        {
            // A rule about requests tells more than the host's, which had to hold for it to be asked.
            decision = request with { Local = decision.Local };
        }

        if (!decision.Allowed)
        {
            return new PolicyVerdict(url, false, decision.Rule, [], decision.Reason, decision.Remedy);
        }

        if (policy.Proxy.For(target, decision.Local, systemProxy) is { } proxy)
        {
            var through = proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
            return new PolicyVerdict(url, true, decision.Rule, [], $"goes through the proxy {through}, which looks the name up: only the name is checked");
        }

        return await ResolveAsync(url, target, decision, cancellationToken);
    }

    private async Task<PolicyVerdict> ResolveAsync(string url, Target target, PolicyDecision decision, CancellationToken cancellationToken)
    {
        IReadOnlyList<IPAddress> addresses;
        try
        {
            addresses = target.Host.KnownAddresses ?? await resolver.ResolveAsync(target.Host.Key, cancellationToken);
        }
        catch (SocketException)
        {
            addresses = [];
        }

        string[] shown = [.. addresses.Select(address => address.ToString())];
        foreach (var address in addresses)
        {
            if (policy.Addresses.Refuse(address, decision.Local) is { } kind)
            {
                var refusal = AddressText.Refusal(address, kind);
                return new PolicyVerdict(url, false, refusal.Rule, shown, refusal.Reason, refusal.Remedy);
            }
        }

        var clear = target.Url.Scheme == Uri.UriSchemeHttp && !decision.Local && !target.Host.IsLoopback;
        return new PolicyVerdict(url, true, decision.Rule, shown, (shown.Length, clear) switch
        {
            (0, _) => "the name does not resolve now; its addresses are checked at each connection",
            (_, true) => "only without a key: one travels over https alone",
            _ => null,
        });
    }
}
