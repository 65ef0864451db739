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
            Write(writer, schema, root: true);
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
                Write(writer, definitions.Value, root: false);
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

    private static void Write(Utf8JsonWriter writer, JsonElement element, bool root)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().Where(member => !root || !(IsDefinitions(member) || member.Name == "$schema")))
                {
                    writer.WritePropertyName(member.Name);
                    if (member.Name == "$ref" && member.Value.ValueKind == JsonValueKind.String)
                    {
                        writer.WriteStringValue(Moved(member.Value.GetString()!));
                    }
                    else
                    {
                        Write(writer, member.Value, root: false);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item, root: false);
                }

                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static string Moved(string reference) =>
        reference.StartsWith("#/$defs/", StringComparison.Ordinal) || reference.StartsWith("#/definitions/", StringComparison.Ordinal)
            ? reference
            : $"#/properties/{Member}{reference[1..]}";
}
