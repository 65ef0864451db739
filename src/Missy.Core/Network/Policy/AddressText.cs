using System.Net;
using System.Net.Sockets;

namespace Missy.Network;

/// <summary>What is said of an address that may not be connected to.</summary>
internal static class AddressText
{
    public static PolicyDecision Refusal(IPAddress address, AddressKind kind) => PolicyDecision.Deny(
        $"address: {Name(kind)}",
        $"{address} is {Phrase(kind)}",
        $"Add '{Range(address)}' to network.allowed_cidrs if it is meant"
            + (kind is AddressKind.Loopback or AddressKind.Private ? ", or set 'local: true' of the provider." : "."));

    private static string Name(AddressKind kind) => kind switch
    {
        AddressKind.LinkLocal => "link-local",
        AddressKind.SharedNat => "shared (CGNAT)",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string Phrase(AddressKind kind) => kind switch
    {
        AddressKind.Loopback => "this machine's own address",
        AddressKind.Private => "a private address",
        AddressKind.LinkLocal => "a link-local address",
        AddressKind.Metadata => "where a cloud serves credentials to its machines",
        AddressKind.SharedNat => "a carrier's internal address",
        AddressKind.Multicast => "a multicast address",
        AddressKind.Unspecified => "no address of a single machine",
        AddressKind.Tunnel => "the address of a tunnel",
        _ => $"an address set aside ({Name(kind)})",
    };

    // A name would not help here: only a CIDR opens what is special.
    private static string Range(IPAddress address)
    {
        var canonical = AddressForms.Canonical(address);
        return $"{canonical}/{(canonical.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)}";
    }
}
