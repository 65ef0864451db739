using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>true or false. Words such as <c>yes</c> and quoted text are neither.</summary>
internal sealed class BooleanKind : Kind<bool>
{
    internal static BooleanKind Instance { get; } = new();

    internal override IEnumerable<string> Choices => ["true", "false"];

    internal override string Expects => "true or false";

    internal override object? Plain(bool value) => value;

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => writer.Type("boolean", orNull);

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out bool value)
    {
        if (node is YamlScalar { Type: YamlScalarType.Boolean } scalar)
        {
            value = scalar.AsBoolean;
            return true;
        }

        WrongType(node, scope);
        value = false;
        return false;
    }

    protected override string WrongTypeRemedy(YamlNode node) => "Write true or false, without quotes.";
}
