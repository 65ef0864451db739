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

    internal override bool TakesText(string text) => !text.Contains('@', StringComparison.Ordinal);

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => 
        writer.Text(@"^\s*[0-9a-fA-F:.]+/[0-9]{1,3}\s*$", orNull);

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out IPNetwork value)
    {
        value = default;
        if (!Text.TryRead(node, scope, out var text))
        {
            return false;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = HostName.Normalize(slash < 0 ? text : text[..slash]) is { } host && IPAddress.TryParse(host, out var parsed) ? parsed : null;

        // Some runtimes cut off bits beyond the length, others refuse them: a slip either way.
        if (address is not null && IPNetwork.TryParse(text, out value) && value.BaseAddress.Equals(address))
        {
            return true;
        }

        if (address is null)
        {
            BadForm(node, scope, "This is not an address range.");
        }
        else if (slash < 0)
        {
            var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
            BadForm(node, scope, "The range has no length.", FormattableString.Invariant($"Write {address}/{bits} for this one address."));
        }
        else
        {
            BadForm(node, scope, "The length is missing or too great, or the address has bits beyond it.", $"Write {Expects}, with zeros after the length.");
        }

        value = default;
        return false;
    }
}
