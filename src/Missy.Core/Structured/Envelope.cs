using System.Buffers;
using System.Text.Json;

namespace Missy.Structured;

/// <summary>
/// Answers are asked for as objects, since that is what services hold their models to: OpenAI takes no other schema
/// (guide "Structured outputs", "Root objects must not be anyOf and must be an object"). A list, a number or a choice is asked for
/// as the one member of an object, and taken out of it again.
/// </summary>
internal static class Envelope
{
    private const string Member = "value";

    /// <summary>Whether the schema's values have to be put into an object.</summary>
    public static bool IsNeeded(JsonElement schema) =>
        schema.ValueKind != JsonValueKind.Object
        || !schema.TryGetProperty("type", out var type)
        || type.ValueKind != JsonValueKind.String
        || type.GetString() != "object";

    /// <summary>The schema of the object.</summary>
    public static JsonElement Of(JsonElement schema)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "object");
            writer.WriteStartObject("properties");
            writer.WritePropertyName(Member);
            Write(writer, schema, Part.Root);
            writer.WriteEndObject();
            writer.WriteStartArray("required");
            writer.WriteStringValue(Member);
            writer.WriteEndArray();
            writer.WriteBoolean("additionalProperties", false);

            // Services look for definitions at the root alone.
            JsonProperty[] all = schema.ValueKind == JsonValueKind.Object ? [.. schema.EnumerateObject()] : [];
            foreach (var definitions in all.Where(IsDefinitions))
            {
                writer.WritePropertyName(definitions.Name);
                Write(writer, definitions.Value, Part.Names);
            }

            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    /// <summary>What an object holds; undefined when it is no such object.</summary>
    public static JsonElement Open(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(Member, out var value) ? value : default;

    private static bool IsDefinitions(JsonProperty member) => member.Name is "$defs" or "definitions";

    private static void Write(Utf8JsonWriter writer, JsonElement element, Part part)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when part != Part.Value:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().Where(member => part != Part.Root || !(IsDefinitions(member) || member.Name == "$schema")))
                {
                    writer.WritePropertyName(member.Name);
                    if (part != Part.Names && member.Name == "$ref" && member.Value.ValueKind == JsonValueKind.String)
                    {
                        writer.WriteStringValue(Moved(member.Value.GetString()!));
                    }
                    else
                    {
                        Write(writer, member.Value, part == Part.Names ? Part.Schema : PartUnder(member.Name));
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array when part != Part.Value:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item, Part.Schema);
                }

                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static Part PartUnder(string keyword) => keyword switch
    {
        "const" or "enum" or "default" or "examples" => Part.Value,
        "properties" or "patternProperties" or "dependentSchemas" or "$defs" or "definitions" => Part.Names,
        _ => Part.Schema,
    };

    // A reference is part of a URL, and %24 in it a $.
    private static string Moved(string reference) => Uri.UnescapeDataString(reference).Split('/') is [_, "$defs" or "definitions", ..]
        ? reference
        : $"#/properties/{Member}{reference[1..]}";

    // What an element of a schema is: a $ref is a reference in schemas alone, and a keyword none where properties are named.
    private enum Part
    {
        Root,
        Schema,
        Names,
        Value,
    }
}
