using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Missy.Network;

/// <summary>IPv4 addresses that are written as, or carried inside, IPv6 addresses.</summary>
internal static class AddressForms
{
    // RFC 6052, section 2.1: what a NAT64 gateway turns back into IPv4.
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    // RFC 2765, section 2.1 (SIIT).
    private static readonly IPNetwork Translated = IPNetwork.Parse("::ffff:0:0:0/96");

    // RFC 4291, section 2.5.5.1.
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>
    /// The address that is meant: IPv4 where the IPv6 form is but another spelling of it (mapped, compatible, translated, NAT64),
    /// and without a zone.
    /// </summary>
    public static IPAddress Canonical(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        address = new IPAddress(bytes);
        return address.IsIPv4MappedToIPv6 || Nat64.Contains(address) || Translated.Contains(address) || IsCompatible(address, bytes)
            ? new IPAddress(bytes[12..])
            : address;
    }

    /// <summary>The IPv4 address to which a tunnel would carry packets for this one; null when it is no tunnel's.</summary>
    public static IPAddress? Tunnelled(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (SixToFour.Contains(address))
        {
            return new IPAddress(bytes[2..6]);
        }

        if (Teredo.Contains(address))
        {
            // RFC 4380, section 4: the client's address, inverted.
            return new IPAddress([(byte)~bytes[12], (byte)~bytes[13], (byte)~bytes[14], (byte)~bytes[15]]);
        }

        // ISATAP, RFC 5214, section 6.1: the interface id is 0:5efe or 200:5efe and the address.
        return (BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) & ~0x0200_0000u) == 0x0000_5efe ? new IPAddress(bytes[12..]) : null;
    }

    // :: and ::1 have meanings of their own.
    private static bool IsCompatible(IPAddress address, ReadOnlySpan<byte> bytes) =>
        Compatible.Contains(address) && BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]) > 1;
}
