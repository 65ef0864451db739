using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>One line of text, trimmed, not empty.</summary>
internal sealed class TextKind(string what, int longest = 1024) : Kind<string>
{
    internal int Longest { get; } = longest;

    internal override string Expects => what;

    internal override bool TakesText(string text) => true;

    internal override object? Plain(string value) => value;

    internal override void WriteSchema(SchemaWriter writer, bool orNull)
    {
        writer.Text("\\S", orNull);
        writer.Json.WriteNumber("maxLength", Longest);
    }

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (node is not YamlScalar { Type: YamlScalarType.Text } scalar)
        {
            WrongType(node, scope);
            return false;
        }

        var text = scalar.Text.Trim();
        if (text.Length == 0)
        {
            scope.Error(node, DiagnosticCodes.OutOfRange, "The text is empty.", $"Write {Expects}, or remove the key.");
        }
        else if (text.Length > Longest)
        {
            scope.Error(node, DiagnosticCodes.OutOfRange, FormattableString.Invariant($"The text is longer than {Longest} characters."), $"Write {Expects}.");
        }
        else if (text.Any(char.IsControl))
        {
            BadForm(node, scope, "The text holds line breaks or control characters.");
        }
        else
        {
            value = text;
        }

        return value is not null;
    }

    protected override string WrongTypeRemedy(YamlNode node) =>
        node is YamlScalar { IsPlain: true } ? $"Write {Expects}; put quotes around it if this is what you mean." : $"Write {Expects}.";
}
