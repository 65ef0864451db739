using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>A wire protocol or a name of the catalogue. Whether it is known is judged with the whole entry.</summary>
internal sealed class ServiceKind : Kind<string>
{
    private static readonly TextKind Text = new("a wire protocol or a name of the catalogue", 64);

    internal static ServiceKind Instance { get; } = new();

    internal override string Expects => Text.Expects;

    internal override bool TakesText(string text) => true;

    internal override string Plain(string value) => value;

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => writer.AnyOf(
        orNull,
        () => writer.Words(writer.Known.Wires.Concat(writer.Known.Catalogue).Distinct(StringComparer.OrdinalIgnoreCase)),
        () => Text.WriteSchema(writer, orNull: false));

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out string value) => Text.TryRead(node, scope, out value);
}
