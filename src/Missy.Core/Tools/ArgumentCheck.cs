using System.Text.Json;
using Missy.Chat;

namespace Missy.Tools;

/// <summary>
/// Whether the arguments of a call are what its tool declares: their names, which of them are there, and of what type each is.
/// What a schema says further is the tool's own to check.
/// </summary>
internal static class ArgumentCheck
{
    /// <summary>What is wrong with them, for the model to read; null when nothing is.</summary>
    public static string? WhyUnfit(ToolCall call, ToolDefinition tool)
    {
        using var document = JsonDocument.Parse(call.RawArguments);
        var properties = Member(tool.Parameters, "properties");
        foreach (var argument in document.RootElement.EnumerateObject())
        {
            if (Member(properties, argument.Name) is not { } schema)
            {
                if (Member(tool.Parameters, "additionalProperties") is { ValueKind: JsonValueKind.False })
                {
                    return $"it has no parameter '{argument.Name}'. {Declared(properties)}";
                }
            }
            else if (WhyUnfit(argument.Value, schema) is { } reason && !IsLeftOut(argument, tool))
            {
                return $"the argument '{argument.Name}' {reason}.";
            }
        }

        foreach (var name in Required(tool))
        {
            if (!document.RootElement.TryGetProperty(name, out _))
            {
                return $"the argument '{name}' is missing.";
            }
        }

        return null;
    }

    // Models say null for what they leave out.
    private static bool IsLeftOut(JsonProperty argument, ToolDefinition tool) =>
        argument.Value.ValueKind == JsonValueKind.Null && !Required(tool).Contains(argument.Name);

    private static string? WhyUnfit(JsonElement value, JsonElement schema)
    {
        var types = Member(schema, "type") switch
        {
            { ValueKind: JsonValueKind.String } one => [one.GetString()!],
            { ValueKind: JsonValueKind.Array } several => Texts(several).ToList(),
            _ => [],
        };
        if (types.Count > 0 && !types.Exists(type => Is(value, type)))
        {
            return $"is not of type {string.Join(" or ", types)}";
        }

        return Member(schema, "enum") is { ValueKind: JsonValueKind.Array } allowed && !allowed.EnumerateArray().Any(item => Same(item, value))
            ? $"is none of {allowed.GetRawText()}"
            : null;
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && (value.TryGetInt64(out _) || double.IsInteger(value.GetDouble())),
        "number" => value.ValueKind == JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => true,
    };

    private static bool Same(JsonElement one, JsonElement other) => one.ValueKind == other.ValueKind
        && (one.ValueKind == JsonValueKind.String ? JsonStrings.Read(one) == JsonStrings.Read(other) : one.GetRawText() == other.GetRawText());

    private static IEnumerable<string> Required(ToolDefinition tool) =>
        Member(tool.Parameters, "required") is { ValueKind: JsonValueKind.Array } names ? Texts(names) : [];

    private static IEnumerable<string> Texts(JsonElement array) =>
        array.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(JsonStrings.Read);

    private static string Declared(JsonElement? properties)
    {
        var names = properties is { ValueKind: JsonValueKind.Object } known ? known.EnumerateObject().Select(property => property.Name).ToList() : [];
        return names.Count == 0 ? "It has none." : $"It has: {string.Join(", ", names)}.";
    }

    private static JsonElement? Member(JsonElement? holder, string name) =>
        holder is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var value) ? value : null;
}
