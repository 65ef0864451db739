using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Net;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>An address range in CIDR form.</summary>
internal sealed class CidrKind : Kind<IPNetwork>
{
    private static readonly TextKind Text = new("an address range such as 10.0.0.0/8 or fd00::/8", 64);

    internal static CidrKind Instance { get; } = new();

    internal override string Expects => Text.Expects;

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out IPNetwork value)
    {
        value = default;
        if (!Text.TryRead(node, scope, out var text))
        {
            return false;
        }

        if (IPNetwork.TryParse(text, out value))
        {
            return true;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 && IPAddress.TryParse(text, out var single))
        {
            var bits = single.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
            BadForm(node, scope, "The range has no length.", FormattableString.Invariant($"Write {single}/{bits} for this one address."));
        }
        else if (slash > 0 && IPAddress.TryParse(text.AsSpan(0, slash), out _))
        {
            BadForm(node, scope, "The length is missing or too great, or the address has bits beyond it.", $"Write {Expects}, with zeros after the length.");
        }
        else
        {
            BadForm(node, scope, "This is not an address range.");
        }

        return false;
    }
}
