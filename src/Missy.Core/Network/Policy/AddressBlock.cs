using System.Net;
using System.Net.Sockets;

namespace Missy.Network;

/// <summary>A range of addresses with one purpose.</summary>
/// <param name="Range">The range.</param>
/// <param name="Kind">Its purpose.</param>
internal sealed record AddressBlock(IPNetwork Range, AddressKind Kind)
{
    /// <summary>
    /// The IANA registries of special-purpose addresses (RFC 6890 and its successors), and the addresses at which clouds serve
    /// credentials to their machines. The narrowest come first.
    /// </summary>
    private static readonly AddressBlock[] All = Sorted(
        // AWS, Azure, Google, and most who copied them; AWS containers and pods.
        Of("169.254.169.254/32", AddressKind.Metadata),
        Of("169.254.170.2/32", AddressKind.Metadata),
        Of("169.254.170.23/32", AddressKind.Metadata),
        Of("168.63.129.16/32", AddressKind.Metadata), // Azure's wire server
        Of("100.100.100.200/32", AddressKind.Metadata), // Alibaba
        Of("192.0.0.192/32", AddressKind.Metadata), // Oracle
        Of("fd00:ec2::254/128", AddressKind.Metadata), // AWS
        Of("fd00:ec2::23/128", AddressKind.Metadata), // AWS pods
        Of("fd20:ce::254/128", AddressKind.Metadata), // Google
        Of("fd00:c1::a9fe:a9fe/128", AddressKind.Metadata), // Oracle
        Of("fd00:42::42/128", AddressKind.Metadata), // Scaleway
        Of("0.0.0.0/8", AddressKind.Unspecified),
        Of("10.0.0.0/8", AddressKind.Private),
        Of("100.64.0.0/10", AddressKind.SharedNat),
        Of("127.0.0.0/8", AddressKind.Loopback),
        Of("169.254.0.0/16", AddressKind.LinkLocal),
        Of("172.16.0.0/12", AddressKind.Private),
        Of("192.0.0.0/24", AddressKind.Reserved),
        Of("192.0.2.0/24", AddressKind.Documentation),
        Of("192.88.99.0/24", AddressKind.Tunnel),
        Of("192.168.0.0/16", AddressKind.Private),
        Of("198.18.0.0/15", AddressKind.Benchmarking),
        Of("198.51.100.0/24", AddressKind.Documentation),
        Of("203.0.113.0/24", AddressKind.Documentation),
        Of("224.0.0.0/4", AddressKind.Multicast),
        Of("240.0.0.0/4", AddressKind.Reserved),
        Of("::/128", AddressKind.Unspecified),
        Of("::1/128", AddressKind.Loopback),
        Of("2001::/23", AddressKind.Reserved),
        Of("2001::/32", AddressKind.Tunnel),
        Of("2001:2::/48", AddressKind.Benchmarking),
        Of("2001:db8::/32", AddressKind.Documentation),
        Of("2002::/16", AddressKind.Tunnel),
        Of("3fff::/20", AddressKind.Documentation),
        Of("fc00::/7", AddressKind.Private),
        Of("fe80::/10", AddressKind.LinkLocal),
        Of("ff00::/8", AddressKind.Multicast),

        // Only 2000::/3 has been given out as global unicast.
        Of("::/3", AddressKind.Reserved),
        Of("4000::/2", AddressKind.Reserved),
        Of("8000::/1", AddressKind.Reserved));

    /// <summary>The narrowest block that an address is in; null for one that is public.</summary>
    /// <param name="address">A canonical address.</param>
    public static AddressBlock? Find(IPAddress address) => Array.Find(All, block => block.Contains(address));

    /// <summary>Whether a range is all of this block or a part of it: only then does naming it mean this block.</summary>
    public bool Covers(IPNetwork range) => range.PrefixLength >= Range.PrefixLength && Contains(range.BaseAddress);

    private bool Contains(IPAddress address) => address.AddressFamily == Range.BaseAddress.AddressFamily && Range.Contains(address);

    private static AddressBlock Of(string range, AddressKind kind) => new(IPNetwork.Parse(range), kind);

    private static AddressBlock[] Sorted(params AddressBlock[] blocks) =>
        [.. blocks.OrderBy(block => block.Range.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6)
            .ThenByDescending(block => block.Range.PrefixLength)];
}
