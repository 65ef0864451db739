using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Missy.Configuration.Schema;
using Missy.Configuration.Yaml;

namespace Missy.Usage;

/// <summary>A day, such as 2026-01-31.</summary>
internal sealed class DayKind : Kind<DateOnly>
{
    internal static DayKind Instance { get; } = new();

    internal override string Expects => "a day such as 2026-01-31";

    internal override void WriteSchema(SchemaWriter writer, bool orNull) => writer.Text(@"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$", orNull);

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out DateOnly value)
    {
        value = default;
        if (node is not YamlScalar { Type: YamlScalarType.Text } scalar)
        {
            WrongType(node, scope);
            return false;
        }

        if (DateOnly.TryParseExact(scalar.Text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value))
        {
            return true;
        }

        BadForm(node, scope, "This is no day.");
        return false;
    }
}
