using System.Net;
using System.Net.Sockets;

namespace Missy.Network;

/// <summary>
/// Which addresses may be connected to. Public ones may; loopback and private ones where the caller is local; all others, and
/// these too, where a CIDR names them. A CIDR opens special addresses only when it lies wholly within their block, so that
/// 0.0.0.0/0 opens neither private networks nor a cloud's metadata service, and 169.254.0.0/16 opens link-local addresses
/// but not the metadata address among them.
/// </summary>
internal sealed class AddressRules
{
    private readonly IPNetwork[] _ranges;

    /// <param name="cidrs">The ranges of <c>network.allowed_cidrs</c>.</param>
    public AddressRules(IEnumerable<IPNetwork> cidrs) => _ranges = [.. cidrs.Select(Canonical)];

    /// <summary>Equal for rules that say the same: connections made under the one may serve the other.</summary>
    public string Fingerprint => field ??= string.Join(',', _ranges.Select(range => range.ToString()).Order(StringComparer.Ordinal));

    /// <summary>The range that an address is in, by the order of the file; null when none is.</summary>
    public IPNetwork? RangeOf(IPAddress address)
    {
        var canonical = AddressForms.Canonical(address);
        foreach (var range in _ranges)
        {
            if (Contains(range, canonical))
            {
                return range;
            }
        }

        return null;
    }

    /// <summary>Why an address may not be connected to; null when it may.</summary>
    /// <param name="address">The address, in any form.</param>
    /// <param name="local">Whether loopback and private addresses are open to the caller.</param>
    public AddressKind? Refuse(IPAddress address, bool local)
    {
        var canonical = AddressForms.Canonical(address);
        if (AddressBlock.Find(canonical) is { } block
            && !(local && block.Kind is AddressKind.Loopback or AddressKind.Private)
            && !Array.Exists(_ranges, range => block.Covers(range) && Contains(range, canonical)))
        {
            return block.Kind;
        }

        // A tunnel leads on to another address, which has to pass as well.
        return AddressForms.Tunnelled(canonical) is { } inner ? Refuse(inner, local) : null;
    }

    private static bool Contains(IPNetwork range, IPAddress address) =>
        range.BaseAddress.AddressFamily == address.AddressFamily && range.Contains(address);

    private static IPNetwork Canonical(IPNetwork range)
    {
        var address = AddressForms.Canonical(range.BaseAddress);
        return address.AddressFamily == AddressFamily.InterNetwork && range.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6
            && range.PrefixLength >= 96
                ? new IPNetwork(address, range.PrefixLength - 96)
                : range;
    }
}
