using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>A secret, by reference or literally. What a reference points at is not looked at.</summary>
internal sealed class SecretTextKind : Kind<SecretReference>
{
    internal static SecretTextKind Instance { get; } = new();

    internal override bool IsSecret => true;

    internal override string Expects => "$NAME, ${NAME}, secret://Vault/Name, file:PATH, cmd:COMMAND, or the text itself ($$ for one $)";

    internal override object? Show(YamlScalar value) =>
        value.IsNull ? null : SecretReference.TryParse(value.Text, out var secret, out _) ? secret.Display : SecretReference.Mask;

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => 
        writer.Text($@"^\s*(?:\$\$|\$\{{\s*{EnvironmentName.Pattern}\s*\}}\s*$|\${EnvironmentName.Pattern}\s*$|[^$\s])", orNull);

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out SecretReference value)
    {
        value = null;
        if (node is not YamlScalar { Type: YamlScalarType.Text } scalar)
        {
            WrongType(node, scope);
            return false;
        }

        if (!SecretReference.TryParse(scalar.Text, out value, out var problem))
        {
            BadForm(node, scope, problem);
            return false;
        }

        if (value.Kind == SecretKind.Literal && !value.Value.All(static c => c is > ' ' and < '\x7f'))
        {
            BadForm(node, scope, "The key holds white space or characters that no HTTP header can carry.", "Copy the key again, without line breaks and typographic characters.");
            value = null;
        }

        return value is not null;
    }

    protected override string WrongTypeRemedy(YamlNode node) =>
        node is YamlScalar ? $"Put quotes around it, or write {Expects}." : $"Write {Expects}; several keys belong into api_keys.";
}
