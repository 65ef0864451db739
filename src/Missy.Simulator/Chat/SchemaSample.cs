using System.Text.Json;

namespace Missy.Simulation.Chat;

/// <summary>
/// Writes a value that fits a JSON schema, by the keywords that tool definitions use. The same schema gives the same
/// value. Of objects only required properties are written; a string is its property's name.
/// </summary>
internal sealed class SchemaSample(JsonElement root)
{
    private const int DeepestLevel = 12;

    public void Write(Utf8JsonWriter json, string name)
    {
        if (root.ValueKind == JsonValueKind.Object)
        {
            Write(json, root, name, 0);
        }
        else
        {
            json.WriteStartObject();
            json.WriteEndObject();
        }
    }

    private void Write(Utf8JsonWriter json, JsonElement schema, string name, int level)
    {
        schema = Resolve(schema);
        if (level > DeepestLevel || schema.ValueKind != JsonValueKind.Object)
        {
            json.WriteNullValue();
        }
        else if (schema.TryGetProperty("const", out var value))
        {
            value.WriteTo(json);
        }
        else if (schema.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array && values.GetArrayLength() > 0)
        {
            values[0].WriteTo(json);
        }
        else
        {
            WriteByType(json, schema, name, level);
        }
    }

    private void WriteByType(Utf8JsonWriter json, JsonElement schema, string name, int level)
    {
        switch (TypeOf(schema))
        {
            case "object":
                WriteObject(json, schema, level);
                break;
            case "array":
                WriteArray(json, schema, name, level);
                break;
            case "integer":
                json.WriteNumberValue((long)Math.Ceiling(Number(schema, whole: true)));
                break;
            case "number":
                json.WriteNumberValue(Number(schema, whole: false));
                break;
            case "boolean":
                json.WriteBooleanValue(true);
                break;
            case "null":
                json.WriteNullValue();
                break;
            default:
                json.WriteStringValue(Text(schema, name));
                break;
        }
    }

    private void WriteObject(Utf8JsonWriter json, JsonElement schema, int level)
    {
        json.WriteStartObject();
        if (schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array)
        {
            schema.TryGetProperty("properties", out var properties);
            foreach (var item in required.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.String)
                {
                    continue;
                }

                var name = item.GetString()!;
                json.WritePropertyName(name);
                if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out var property))
                {
                    Write(json, property, name, level + 1);
                }
                else
                {
                    json.WriteStringValue(name);
                }
            }
        }

        json.WriteEndObject();
    }

    private void WriteArray(Utf8JsonWriter json, JsonElement schema, string name, int level)
    {
        json.WriteStartArray();
        if (schema.TryGetProperty("items", out var items))
        {
            var count = Math.Clamp((int)(Keyword(schema, "minItems") ?? 1), 1, 16);
            for (var index = 0; index < count; index++)
            {
                Write(json, items, name, level + 1);
            }
        }

        json.WriteEndArray();
    }

    private static double Number(JsonElement schema, bool whole)
    {
        var step = whole ? 1 : 0.5;
        var value = Keyword(schema, "minimum") ?? (Keyword(schema, "exclusiveMinimum") + step) ?? 1;
        var most = Keyword(schema, "maximum") ?? (Keyword(schema, "exclusiveMaximum") - step) ?? value;
        return Math.Min(value, most);
    }

    private static string Text(JsonElement schema, string name)
    {
        var format = schema.TryGetProperty("format", out var word) && word.ValueKind == JsonValueKind.String ? word.GetString() : null;
        var text = format switch
        {
            "date" => "2026-01-01",
            "date-time" => "2026-01-01T00:00:00Z",
            "time" => "00:00:00Z",
            "email" => "simulated@example.com",
            "uri" or "url" => "https://example.com/",
            "uuid" => "00000000-0000-4000-8000-000000000001",
            _ => name,
        };
        var least = (int)Math.Clamp(Keyword(schema, "minLength") ?? 0, 0, 10_000);
        var most = (int)Math.Clamp(Keyword(schema, "maxLength") ?? int.MaxValue, 0, int.MaxValue);
        return (text.Length < least ? text.PadRight(least, 'x') : text) is var padded && padded.Length > most ? padded[..most] : padded;
    }

    private static double? Keyword(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static string TypeOf(JsonElement schema)
    {
        if (schema.TryGetProperty("type", out var type))
        {
            if (type.ValueKind == JsonValueKind.Array)
            {
                return type.EnumerateArray()
                    .Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : "")
                    .FirstOrDefault(item => item != "null", "null");
            }

            return type.ValueKind == JsonValueKind.String ? type.GetString()! : "";
        }

        return schema.TryGetProperty("properties", out _) ? "object" : schema.TryGetProperty("items", out _) ? "array" : "";
    }

    /// <summary>Follows local references and takes the first of alternatives.</summary>
    private JsonElement Resolve(JsonElement schema)
    {
        for (var step = 0; step < DeepestLevel && schema.ValueKind == JsonValueKind.Object; step++)
        {
            if (schema.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String)
            {
                schema = Follow(reference.GetString()!);
            }
            else if (FirstOf(schema, "anyOf") is { } any)
            {
                schema = any;
            }
            else if (FirstOf(schema, "oneOf") is { } one)
            {
                schema = one;
            }
            else if (FirstOf(schema, "allOf") is { } all)
            {
                schema = all;
            }
            else
            {
                return schema;
            }
        }

        return schema;
    }

    private static JsonElement? FirstOf(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0
            ? choices[0]
            : null;

    private JsonElement Follow(string reference)
    {
        var target = root;
        foreach (var segment in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (target.ValueKind != JsonValueKind.Object || !target.TryGetProperty(segment, out target))
            {
                return default;
            }
        }

        return target;
    }
}
