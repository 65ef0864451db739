using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary><c>host</c>, <c>host:port</c>, or an address; 443 where no port is written.</summary>
internal sealed class HostKind : Kind<HostEndpoint>
{
    private static readonly TextKind Text = new("a host or host:port, such as api.example.com or [::1]:8080", 300);

    internal static HostKind Instance { get; } = new();

    internal override string Expects => Text.Expects;

    internal override bool TakesText(string text) => !text.Contains('@', StringComparison.Ordinal);

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => 
        writer.Text(@"^\s*(?:\[[0-9a-fA-F:.]+\](?::[0-9]{1,5})?|[^\s/\\@?#\[\]%*]+)\s*$", orNull);

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out HostEndpoint value)
    {
        value = null;
        if (!Text.TryRead(node, scope, out var text))
        {
            return false;
        }

        var (host, port) = Split(text);
        var name = text[0] == '[' && !host.Contains(':', StringComparison.Ordinal) ? null : HostName.Normalize(host);
        if (text.Contains("://", StringComparison.Ordinal))
        {
            BadForm(node, scope, "This is an address, not a host.", "Leave out the scheme and the path.");
        }
        else if (text.Contains('*', StringComparison.Ordinal))
        {
            BadForm(node, scope, "A host cannot hold an asterisk.", "Write the domain into allowed_domains, as *.example.com.");
        }
        else if (name is null)
        {
            BadForm(node, scope, "This is not a host.");
        }
        else if (port is null)
        {
            scope.Error(node, DiagnosticCodes.OutOfRange, "The port is out of range.", "Write a port from 1 to 65535, or none for 443.");
        }
        else
        {
            value = new HostEndpoint(name, port.Value);
        }

        return value is not null;
    }

    private static (string Host, int? Port) Split(string text)
    {
        if (text is ['[', ..] && text.IndexOf(']', StringComparison.Ordinal) is var end and > 0)
        {
            return (text[1..end], end == text.Length - 1 ? HostEndpoint.DefaultPort : text[end + 1] == ':' ? Port(text[(end + 2)..]) : null);
        }

        // Two colons make a bare IPv6 address, which has no place for a port.
        var colon = text.LastIndexOf(':');
        return colon < 0 || text.IndexOf(':', StringComparison.Ordinal) < colon
            ? (text, HostEndpoint.DefaultPort)
            : (text[..colon], Port(text[(colon + 1)..]));
    }

    private static int? Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 ? port : null;
}
