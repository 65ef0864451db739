using System.Net;
using System.Net.Sockets;

namespace Missy.Network;

/// <summary>Which base URLs are on this machine or the local network, judged by the parsed address and never by its text.</summary>
public static class LocalAddress
{
    private static readonly IPNetwork[] LocalNetworks =
    [
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("::1/128"),
        IPNetwork.Parse("fc00::/7"),
    ];

    /// <summary>
    /// True for loopback, 10/8, 172.16/12, 192.168/16, fc00::/7, <c>localhost</c>, <c>*.local</c> and <c>host.docker.internal</c>.
    /// A name is not looked up: what it resolves to may change between two calls.
    /// </summary>
    /// <param name="url">An absolute URL.</param>
    public static bool IsLocal(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var host = url.IdnHost.TrimEnd('.').Trim('[', ']');
        if (IPAddress.TryParse(host, out var address))
        {
            return IsLocal(address);
        }

        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".local", StringComparison.OrdinalIgnoreCase)
            || host.Equals("host.docker.internal", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsLocal(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return Array.Exists(LocalNetworks, network => network.Contains(address));
    }
}
