using System.Buffers;
using System.Text.Json;

namespace Missy.Providers.Anthropic;

/// <summary>
/// A schema in the subset that <c>output_config.format</c> takes, which refuses any other (guide "Structured outputs", "JSON Schema
/// limitations"): objects are closed, and limits of numbers, lengths and counts are left out and told in the description, as the
/// service's own packages do. The answer is checked against the whole schema in any case.
/// </summary>
internal sealed class AnthropicSchema
{
    private static readonly string[] Kept =
        ["type", "properties", "required", "items", "enum", "const", "anyOf", "allOf", "$ref", "$defs", "definitions", "title", "default"];

    private static readonly string[] Told =
    [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern",
        "minItems", "maxItems", "uniqueItems",
    ];

    private static readonly string[] Unimportant = ["$schema", "$id", "$comment", "examples", "description", "additionalProperties", "format"];

    private static readonly string[] Formats =
        ["date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"];

    private readonly JsonElement _root;
    private readonly Utf8JsonWriter _writer;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    private AnthropicSchema(JsonElement root, Utf8JsonWriter writer)
    {
        _root = root;
        _writer = writer;
    }

    /// <summary>The schema in that form; null when it has none, such as of an object of any properties, or of one that holds itself.</summary>
    public static JsonElement? Of(JsonElement schema)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            if (!new AnthropicSchema(schema, writer).Write(schema))
            {
                return null;
            }
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private bool Write(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.EnumerateObject().All(IsKnown) || !CanBeClosed(schema) || HoldsItself(schema))
        {
            return false;
        }

        _writer.WriteStartObject();
        foreach (var keyword in schema.EnumerateObject().Where(keyword => Kept.Contains(keyword.Name)))
        {
            _writer.WritePropertyName(keyword.Name);
            if (!WriteValue(keyword))
            {
                return false;
            }
        }

        if (IsObject(schema))
        {
            _writer.WriteBoolean("additionalProperties", false);
        }

        WriteFormat(schema);
        WriteDescription(schema);
        _writer.WriteEndObject();
        return true;
    }

    private static bool IsKnown(JsonProperty keyword) =>
        Kept.Contains(keyword.Name) || Told.Contains(keyword.Name) || Unimportant.Contains(keyword.Name);

    private static bool IsObject(JsonElement schema) =>
        schema.TryGetProperty("properties", out _) || (schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("object"));

    // Where others are allowed, an answer that has none fits as well; where nothing else is described, it would be empty.
    private static bool CanBeClosed(JsonElement schema) => !IsObject(schema)
        || (schema.TryGetProperty("properties", out _)
            && (!schema.TryGetProperty("additionalProperties", out var others) || others.ValueKind is JsonValueKind.True or JsonValueKind.False));

    // A reference is followed while it is written once, to see whether it comes back to itself.
    private bool HoldsItself(JsonElement schema)
    {
        if (!schema.TryGetProperty("$ref", out var reference))
        {
            return false;
        }

        var name = reference.GetString()!;
        if (!_open.Add(name))
        {
            return true;
        }

        var holds = name == "#" || Holds(Target(name));
        _open.Remove(name);
        return holds;
    }

    private bool Holds(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => (element.TryGetProperty("$ref", out var own) && own.ValueKind == JsonValueKind.String && HoldsItself(element))
            || element.EnumerateObject().Any(member => Holds(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(Holds),
        _ => false,
    };

    private JsonElement Target(string reference)
    {
        var target = _root;
        foreach (var name in reference.Split('/').Skip(1))
        {
            if (target.ValueKind != JsonValueKind.Object || !target.TryGetProperty(name, out target))
            {
                return default;
            }
        }

        return target;
    }

    private bool WriteValue(JsonProperty keyword)
    {
        switch (keyword.Name)
        {
            case "properties" or "$defs" or "definitions":
                _writer.WriteStartObject();
                foreach (var member in keyword.Value.EnumerateObject())
                {
                    _writer.WritePropertyName(member.Name);
                    if (!Write(member.Value))
                    {
                        return false;
                    }
                }

                _writer.WriteEndObject();
                return true;
            case "anyOf" or "allOf":
                _writer.WriteStartArray();
                if (!keyword.Value.EnumerateArray().All(Write))
                {
                    return false;
                }

                _writer.WriteEndArray();
                return true;
            case "items":
                return Write(keyword.Value);
            case "enum" when keyword.Value.EnumerateArray().Any(value => value.ValueKind is JsonValueKind.Object or JsonValueKind.Array):
                return false;
            default:
                keyword.Value.WriteTo(_writer);
                return true;
        }
    }

    private void WriteFormat(JsonElement schema)
    {
        if (schema.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String && Formats.Contains(format.GetString()))
        {
            _writer.WriteString("format", format.GetString());
        }
    }

    private void WriteDescription(JsonElement schema)
    {
        var own = schema.TryGetProperty("description", out var description) && description.ValueKind == JsonValueKind.String
            ? description.GetString()!
            : "";
        var told = string.Join(", ", schema.EnumerateObject()
            .Where(keyword => Told.Contains(keyword.Name))
            .Select(keyword => $"{keyword.Name}: {keyword.Value.GetRawText()}"));
        var text = (own.Length, told.Length) switch
        {
            (_, 0) => own,
            (0, _) => $"{{{told}}}",
            _ => $"{own} {{{told}}}",
        };
        if (text.Length > 0)
        {
            _writer.WriteString("description", text);
        }
    }
}
