using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>A mapping of the user's own, kept as JSON values. Quoted scalars stay text.</summary>
internal sealed class JsonMapKind(params string[] reserved) : Kind<IReadOnlyDictionary<string, JsonElement>>
{
    internal IReadOnlyList<string> Reserved { get; } = reserved;

    internal override bool IsFree => true;

    internal override string Expects => "a mapping of names to values";

    internal override bool TryRead(YamlNode node, ReadScope scope, [MaybeNullWhen(false)] out IReadOnlyDictionary<string, JsonElement> value)
    {
        value = null;
        if (node is not YamlMap map)
        {
            WrongType(node, scope);
            return false;
        }

        var mark = scope.Context.Mark();
        var read = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var entry in scope.Unique(map, StringComparer.Ordinal))
        {
            var name = entry.Key.Text.Trim();
            if (Reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                scope.At(name).Error(entry.Key, DiagnosticCodes.ReservedOption, "The request itself sets this, so no option may.", $"Remove it; {string.Join(", ", Reserved)} cannot be set here.");
            }
            else
            {
                read[name] = ToJson(entry.Value, scope.At(name));
            }
        }

        value = scope.Context.ErrorsSince(mark) is null ? read : null;
        return value is not null;
    }

    private static JsonElement ToJson(YamlNode node, ReadScope scope)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, node, scope);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, YamlNode node, ReadScope scope)
    {
        switch (node)
        {
            case YamlList list:
                writer.WriteStartArray();
                for (var i = 0; i < list.Items.Count; i++)
                {
                    Write(writer, list.Items[i], scope.At(i));
                }

                writer.WriteEndArray();
                break;
            case YamlMap map:
                writer.WriteStartObject();
                foreach (var entry in scope.Unique(map, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(entry.Key.Text.Trim());
                    Write(writer, entry.Value, scope.At(entry.Key.Text.Trim()));
                }

                writer.WriteEndObject();
                break;
            case YamlScalar scalar:
                WriteScalar(writer, scalar, scope);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, YamlScalar scalar, ReadScope scope)
    {
        switch (scalar.Type)
        {
            case YamlScalarType.Text:
                writer.WriteStringValue(scalar.Text);
                break;
            case YamlScalarType.Boolean:
                writer.WriteBooleanValue(scalar.AsBoolean);
                break;
            case YamlScalarType.Integer when scalar.AsInteger is { } integer:
                writer.WriteNumberValue(integer);
                break;
            case YamlScalarType.Integer or YamlScalarType.Float when double.IsFinite(scalar.AsNumber):
                writer.WriteNumberValue(scalar.AsNumber);
                break;
            default:
                if (!scalar.IsNull)
                {
                    scope.Error(scalar, DiagnosticCodes.OutOfRange, "JSON has no such number.", "Write a finite number, or quote it to send it as text.");
                }

                writer.WriteNullValue();
                break;
        }
    }
}
