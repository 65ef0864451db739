using System.Text.Json;

namespace Missy.Providers.OpenAI;

/// <summary>
/// Whether a schema is within what <c>strict</c> takes, which refuses any other: every object closed, every property required, and
/// these keywords alone (guide "Structured outputs", "Supported schemas"). A schema that is not goes without <c>strict</c>: the
/// service then aims at it, and what it misses is found when the answer is checked.
/// </summary>
internal static class StrictSchema
{
    private static readonly string[] Plain =
    [
        "type", "enum", "const", "title", "description", "pattern", "format", "multipleOf", "required", "$ref",
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems",
    ];

    private static readonly string[] Formats =
        ["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"];

    public static bool Fits(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        var isObject = schema.TryGetProperty("properties", out var properties) || (schema.TryGetProperty("type", out var type) && Names(type, "object"));
        return (!isObject || IsClosed(schema, properties)) && schema.EnumerateObject().All(Fits);
    }

    private static bool Fits(JsonProperty keyword) => keyword.Name switch
    {
        "properties" or "$defs" or "definitions" => keyword.Value.EnumerateObject().All(member => Fits(member.Value)),
        "anyOf" => keyword.Value.EnumerateArray().All(Fits),
        "items" => Fits(keyword.Value),
        "additionalProperties" => keyword.Value.ValueKind == JsonValueKind.False,
        "format" => keyword.Value.ValueKind == JsonValueKind.String && Formats.Contains(keyword.Value.GetString()),
        _ => Plain.Contains(keyword.Name),
    };

    private static bool IsClosed(JsonElement schema, JsonElement properties) =>
        properties.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty("additionalProperties", out var others)
        && others.ValueKind == JsonValueKind.False
        && schema.TryGetProperty("required", out var required)
        && properties.EnumerateObject().All(property => required.EnumerateArray().Any(name => name.ValueEquals(property.Name)));

    private static bool Names(JsonElement type, string name) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(one => one.ValueEquals(name))
        : type.ValueEquals(name);
}
