using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>The name of an environment variable.</summary>
internal sealed class EnvironmentNameKind : Kind<string>
{
    private static readonly TextKind Text = new("the name of an environment variable", 256);

    internal static EnvironmentNameKind Instance { get; } = new();

    internal override string Expects => Text.Expects;

    internal override bool TakesText(string text) => EnvironmentName.IsValid(text);

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => 
        writer.Text($"^\\s*{EnvironmentName.Pattern}\\s*$", orNull);

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out string value)
    {
        if (!Text.TryRead(node, scope, out value) || EnvironmentName.IsValid(value))
        {
            return value is not null;
        }

        BadForm(
            node,
            scope,
            "This is not the name of an environment variable.",
            "Write the name alone, without $, in letters, digits and underscores; a key itself belongs into api_key.");
        value = null;
        return false;
    }
}
