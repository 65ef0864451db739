using System.Globalization;
using System.Net.Sockets;
using System.Net;

namespace Missy.Configuration.Schema;

/// <summary>Brings host names and addresses into the one form that rules are compared in.</summary>
internal static class HostName
{
    /// <summary>The name in lower-case ASCII without a final dot, or the address as it is usually written; null = not a host.</summary>
    internal static string? Normalize(string text)
    {
        if (MayBeAddress(text) && IPAddress.TryParse(text, out var address))
        {
            // 127.1 and 2130706433 are addresses to some resolvers and names to others: only the full form is unambiguous.
            var plain = address.ToString();
            return address.AddressFamily == AddressFamily.InterNetworkV6 || plain == text ? plain : null;
        }

        var name = text.EndsWith('.') ? text[..^1] : text;
        if (name.Length == 0 || !char.IsLetterOrDigit(name[^1]) || name.Any(static c => char.IsWhiteSpace(c) || "/\\:@?#[]%*".Contains(c, StringComparison.Ordinal)))
        {
            return null;
        }

        if (name.All(char.IsAscii))
        {
            // The usual case, without loading what international names need.
            return Uri.CheckHostName(name) == UriHostNameType.Dns ? name.ToLowerInvariant() : null;
        }

        try
        {
            var ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(name).ToLowerInvariant();
            return Uri.CheckHostName(ascii) == UriHostNameType.Dns ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether the last label starts with a digit, or there are colons: no other text is an address to any parser.</summary>
    private static bool MayBeAddress(string text) =>
        text.Contains(':', StringComparison.Ordinal) || char.IsAsciiDigit(text.AsSpan(text.LastIndexOf('.') + 1) is [var first, ..] ? first : '0');
}
