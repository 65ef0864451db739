using System.Text.Json;

namespace Missy.Structured;

/// <summary>The keywords for values of any kind: <c>type</c>, <c>enum</c>, <c>const</c>.</summary>
internal static class ValueRules
{
    public static void Check(JsonElement schema, JsonElement value, string path, Findings findings)
    {
        if (schema.TryGetProperty("type", out var type) && !IsOneOf(type, value))
        {
            findings.Add(path, () => $"must be {Named(type)}, and is {KindOf(value)}");
        }

        if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(allowed => JsonValues.Same(allowed, value)))
        {
            findings.Add(path, () => $"must be one of {JsonValues.Show(values)}, and is {JsonValues.Show(value)}");
        }

        if (schema.TryGetProperty("const", out var only) && !JsonValues.Same(only, value))
        {
            findings.Add(path, () => $"must be {JsonValues.Show(only)}, and is {JsonValues.Show(value)}");
        }
    }

    private static bool IsOneOf(JsonElement type, JsonElement value) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(one => Is(one.GetString()!, value))
        : Is(type.GetString()!, value);

    private static bool Is(string type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => type == "number" || (type == "integer" && JsonValues.IsWhole(value)),
        _ => type == KindOf(value),
    };

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.Number => JsonValues.IsWhole(value) ? "integer" : "number",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        _ => "object",
    };

    private static string Named(JsonElement type) => type.ValueKind == JsonValueKind.Array
        ? string.Join(" or ", type.EnumerateArray().Select(one => one.GetString()))
        : type.GetString()!;
}
