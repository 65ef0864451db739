using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Missy.Network;

/// <summary>A host in the one form that rules are compared in, whatever way it was written.</summary>
/// <param name="Key">
/// The name in lower-case ASCII without a final dot, or the address that packets go to as it is usually written. <c>localhost</c>,
/// 127.0.0.1 and ::1 are one.
/// </param>
/// <param name="Address">The address as it was written; null for a name.</param>
internal readonly record struct TargetHost(string Key, IPAddress? Address)
{
    /// <summary>The key of the machine itself.</summary>
    public const string Localhost = "localhost";

    private static readonly IPAddress[] Loopbacks = [IPAddress.Loopback, IPAddress.IPv6Loopback];
    private static readonly IdnMapping Idn = new();
    private static readonly SearchValues<char> HostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>
    /// Where the host is without asking anybody; null for a name that has to be looked up. <c>localhost</c> and the names below
    /// it are never looked up (RFC 6761, section 6.3), so that no resolver can put them elsewhere.
    /// </summary>
    public IReadOnlyList<IPAddress>? KnownAddresses =>
        Address is not null ? [Address]
        : Key == Localhost || Key.EndsWith("." + Localhost, StringComparison.Ordinal) ? Loopbacks
        : null;

    /// <summary>The addresses that ranges are compared with: none for a name that has to be looked up, all for this machine.</summary>
    public IReadOnlyList<IPAddress> RuleAddresses => Key == Localhost ? Loopbacks : KnownAddresses ?? [];

    /// <summary>True for a name or address that is this machine, whatever a resolver says.</summary>
    public bool IsLoopback => KnownAddresses is { } known && known.All(static address => IPAddress.IsLoopback(AddressForms.Canonical(address)));

    /// <summary>Reads the host of a URL or of a rule: a name, an IPv4 address in any of its forms, an IPv6 address with or without brackets.</summary>
    /// <returns>False for what is no host, or is one to some programs and another to others.</returns>
    public static bool TryParse(string text, out TargetHost host)
    {
        host = default;
        if (text is ['[', .., ']'] ? TryParseIPv6(text[1..^1], out var address) : text.Contains(':') && TryParseIPv6(text, out address))
        {
            host = Of(address!);
            return true;
        }

        if (ToAscii(text) is not { } name || !HasGoodLabels(name))
        {
            return false;
        }

        if (!EndsInNumber(name))
        {
            host = new TargetHost(name, null);
            return true;
        }

        // Resolvers read 127.1, 0x7f.1 and 2130706433 as addresses (inet_aton), so nothing that looks like one may pass as a name.
        if (!IPAddress.TryParse(name, out address))
        {
            return false;
        }

        host = Of(address);
        return true;
    }

    /// <summary>The host at an address.</summary>
    public static TargetHost Of(IPAddress address)
    {
        var canonical = AddressForms.Canonical(address);
        return new TargetHost(Loopbacks.Contains(canonical) ? Localhost : canonical.ToString(), address);
    }

    /// <summary>The name or the address meant, IPv6 in brackets.</summary>
    public override string ToString() => (Address is null ? Key : AddressForms.Canonical(Address).ToString()) is var text && text.Contains(':') ? $"[{text}]" : text;

    private static bool TryParseIPv6(string text, out IPAddress? address) =>
        IPAddress.TryParse(text, out address)
        && address.AddressFamily == AddressFamily.InterNetworkV6
        && !text.AsSpan().ContainsAny("[]/");

    private static string? ToAscii(string text)
    {
        if (!Ascii.IsValid(text))
        {
            try
            {
                // Maps full-width letters and digits and the dots of other scripts as well (UTS 46).
                text = Idn.GetAscii(text);
            }
            catch (ArgumentException)
            {
                return null;
            }
        }

        text = text.ToLowerInvariant();
        return text.EndsWith('.') ? text[..^1] : text;
    }

    // RFC 1035 and RFC 1123, and the underscore that some internal names have.
    private static bool HasGoodLabels(string name)
    {
        if (name.Length is 0 or > 253)
        {
            return false;
        }

        foreach (var label in name.Split('.'))
        {
            if (label.Length is 0 or > 63
                || label.AsSpan().ContainsAnyExcept(HostCharacters)
                || label[0] == '-'
                || label[^1] == '-')
            {
                return false;
            }
        }

        return true;
    }

    // As the WHATWG URL standard has it ("ends in a number checker").
    private static bool EndsInNumber(string name)
    {
        var last = name.AsSpan(name.LastIndexOf('.') + 1);
        return !last.ContainsAnyExceptInRange('0', '9')
            || (last.StartsWith("0x", StringComparison.Ordinal) && last[2..].IndexOfAnyExcept(HexDigits) < 0);
    }
}
