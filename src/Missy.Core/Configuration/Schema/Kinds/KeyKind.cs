using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>One entry of <c>api_keys</c>: a secret, or a mapping of it with a name and the models it is for.</summary>
/// <remarks>Its slot has no name yet where only the position could give one.</remarks>
internal sealed class KeyKind : Kind<KeyConfig>
{
    private static readonly Field<SecretReference?> Key =
        Field.Optional("key", SecretTextKind.Instance, "The key.");

    private static readonly Field<string?> Name =
        Field.Optional("name", new TextKind("a short name for the key", 64), "The name shown for the key.");

    private static readonly Field<IReadOnlyList<string>> Models =
        new("models", new ListKind<string>(new TextKind("a model id, * for any characters"), "model ids"), [], "The models that the key may be used for; empty = all.");

    // A key written in the place of a name must not be repeated by a message about that name.
    private static readonly Section<KeyConfig> Map = new([Key, Name, Models], Build) { Discreet = true, Required = [Key] };

    internal static KeyKind Instance { get; } = new();

    internal override bool IsSecret => true;

    internal override string Expects => "a key, or a mapping of key, name and models";

    internal override IReadOnlyList<Field> Fields => Map.Fields;

    internal override object? Show(YamlScalar value) => SecretTextKind.Instance.Show(value);

    internal override string ShowKey(string name) => Map.ShowKey(name);

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => writer.AnyOf(
        orNull, () => SecretTextKind.Instance.WriteSchema(writer, orNull: false), () => Map.WriteSchema(writer, orNull: false));

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out KeyConfig value)
    {
        value = null;
        if (node is YamlMap)
        {
            return Map.TryRead(node, scope, out value);
        }

        if (node is not YamlScalar)
        {
            WrongType(node, scope);
            return false;
        }

        value = SecretTextKind.Instance.TryRead(node, scope, out var secret) ? Make(null, secret, []) : null;
        return value is not null;
    }

    private static KeyConfig? Build(FieldValues values, ReadScope scope)
    {
        if (values.Get(Key) is { } secret)
        {
            return Make(values.Get(Name), secret, values.Get(Models));
        }

        if (!values.Has(Key))
        {
            scope.Error(values.Map, DiagnosticCodes.MissingKey, "The entry has no key.", "Add key: with a secret.");
        }

        return null;
    }

    private static KeyConfig Make(string? name, SecretReference secret, IReadOnlyList<string> models) =>
        new(name ?? (secret.Kind == SecretKind.Environment ? secret.Value : ""), secret, models);
}
