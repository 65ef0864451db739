using System.Buffers;
using System.Text.Json;
using Missy.Structured;

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

    // References that are being followed, those that came to an end, and whether what one means closes an object: each is followed
    // once, since definitions that refer twice to the next would otherwise be followed a number of times that doubles with each.
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _closing = new(StringComparer.Ordinal);

    private AnthropicSchema(JsonElement root, Utf8JsonWriter writer)
    {
        _root = root;
        _writer = writer;
    }

    /// <summary>
    /// The schema in that form; null when it has none, such as of an object of any properties, of one that several parts describe
    /// together, or of one that holds itself.
    /// </summary>
    public static JsonElement? Of(JsonElement schema)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            var form = new AnthropicSchema(schema, writer);
            if (form.Holds(schema) || !form.Write(schema))
            {
                return null;
            }
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private bool Write(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.EnumerateObject().All(IsKnown) || !CanBeClosed(schema) || Closings(schema) > 1)
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
        schema.TryGetProperty("properties", out _) || (schema.TryGetProperty("type", out var type) && NamesObject(type));

    private static bool NamesObject(JsonElement type) => type.ValueKind switch
    {
        JsonValueKind.String => type.ValueEquals("object"),
        JsonValueKind.Array => type.EnumerateArray().Any(NamesObject),
        _ => false,
    };

    // Where others are allowed, an answer that has none fits as well; where nothing else is described, it would be empty; and what is
    // required but not described could not be given.
    private static bool CanBeClosed(JsonElement schema)
    {
        var isDescribed = schema.TryGetProperty("properties", out var properties);
        var othersAreSchema = schema.TryGetProperty("additionalProperties", out var others)
            && others.ValueKind is not (JsonValueKind.True or JsonValueKind.False);
        return (!IsObject(schema) || (isDescribed && !othersAreSchema))
            && (!schema.TryGetProperty("required", out var required)
                || required.EnumerateArray().All(name => isDescribed && properties.TryGetProperty(name.GetString()!, out _)));
    }

    // How many of the parts that a value must fit, all of them, close an object. Two would each refuse what the other describes.
    private int Closings(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return 0;
        }

        var closings = IsObject(schema) ? 1 : 0;
        if (schema.TryGetProperty("$ref", out var reference) && Closes(reference.GetString()!))
        {
            closings++;
        }

        if (schema.TryGetProperty("anyOf", out var choices) && choices.EnumerateArray().Any(choice => Closings(choice) > 0))
        {
            closings++;
        }

        return closings + (schema.TryGetProperty("allOf", out var parts) ? parts.EnumerateArray().Count(part => Closings(part) > 0) : 0);
    }

    private bool Closes(string reference)
    {
        if (!_closing.TryGetValue(reference, out var closes))
        {
            closes = SchemaReference.Follow(_root, reference) is { } target && Closings(target) > 0;
            _closing.Add(reference, closes);
        }

        return closes;
    }

    // Whether any reference within comes back to itself.
    private bool Holds(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => (element.TryGetProperty("$ref", out var own) && own.ValueKind == JsonValueKind.String && HoldsItself(own.GetString()!))
            || element.EnumerateObject().Any(member => Holds(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(Holds),
        _ => false,
    };

    private bool HoldsItself(string reference)
    {
        if (_ended.Contains(reference))
        {
            return false;
        }

        if (!_open.Add(reference) || (SchemaReference.Follow(_root, reference) is { } target && Holds(target)))
        {
            return true;
        }

        _open.Remove(reference);
        _ended.Add(reference);
        return false;
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
