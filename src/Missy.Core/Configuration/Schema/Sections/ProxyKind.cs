using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary><c>network.proxy</c>: the word <c>system</c>, or an address.</summary>
internal sealed class ProxyKind : Kind<ProxySetting>
{
    internal static ProxyKind Instance { get; } = new();

    internal override IEnumerable<string> Choices => ["system"];

    internal override string Expects => "system, or the proxy's address such as http://proxy.example:3128";

    internal override bool TakesText(string text) =>
        text.Equals("system", StringComparison.OrdinalIgnoreCase) || UrlKind.Instance.TakesText(text);

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => writer.AnyOf(
        orNull,
        () => writer.Words(["system"]),
        () => writer.Text(SchemaWriter.AnyCase(["system"]), orNull: false),
        () => UrlKind.Instance.WriteSchema(writer, orNull: false));

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out ProxySetting value)
    {
        value = null;
        if (node is not YamlScalar { Type: YamlScalarType.Text } scalar)
        {
            WrongType(node, scope);
        }
        else if (scalar.Text.Trim().Equals("system", StringComparison.OrdinalIgnoreCase))
        {
            value = new ProxySetting(ProxyMode.System, null);
        }
        else if (!scalar.Text.Contains("://", StringComparison.Ordinal))
        {
            BadForm(node, scope, "This is neither system nor an address.");
        }
        else if (UrlKind.Instance.TryRead(node, scope, out var url))
        {
            value = new ProxySetting(ProxyMode.Url, url);
        }

        return value is not null;
    }
}

/// <summary>Whether a proxy is used, and which.</summary>
internal sealed record ProxySetting(ProxyMode Mode, Uri? Url);
