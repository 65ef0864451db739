using System.Text;
using System.Text.Json;

namespace Missy.Simulation.Chat;

/// <summary>Reads fields of a request leniently: what is missing or of another type reads as absent.</summary>
internal static class Fields
{
    public static JsonElement Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    public static string? Text(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static bool Flag(this JsonElement element, string name) => element.Field(name).ValueKind == JsonValueKind.True;

    public static int? Number(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    public static bool IsAbsent(this JsonElement element) => element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>The text of a message: a string, or the texts of its parts joined by line breaks.</summary>
    public static string JoinedText(this JsonElement content)
    {
        if (content.ValueKind == JsonValueKind.String)
        {
            return content.GetString()!;
        }

        string? only = null;
        StringBuilder? joined = null;
        foreach (var part in content.Items())
        {
            if (part.Text("text") is not { } text)
            {
                continue;
            }

            if (only is null)
            {
                only = text;
            }
            else
            {
                joined ??= new StringBuilder(only);
                joined.Append('\n').Append(text);
            }
        }

        return joined?.ToString() ?? only ?? "";
    }

    /// <summary>Reads the required <c>model</c> field.</summary>
    public static ServiceError? ReadModel(this JsonElement body, Call call, string? fallback = null)
    {
        var model = body.Field("model");
        if (model.IsAbsent() && fallback is not null)
        {
            call.Model = fallback;
            return null;
        }

        if (model.IsAbsent() || (model.ValueKind == JsonValueKind.String && model.GetString()!.Length == 0))
        {
            return ServiceError.Missing("model");
        }

        if (model.ValueKind != JsonValueKind.String)
        {
            return ServiceError.WrongType("model", "a string");
        }

        call.Model = model.GetString()!;
        return null;
    }

    /// <summary>Checks that a required field is an array with at least one item.</summary>
    public static ServiceError? NeedItems(this JsonElement body, string name) => body.Field(name) switch
    {
        { ValueKind: JsonValueKind.Array } items when items.GetArrayLength() > 0 => null,
        { ValueKind: JsonValueKind.Array } => new ServiceError(400, $"'{name}' must have at least one item.", Param: name, Code: "empty_array"),
        var value when value.IsAbsent() => ServiceError.Missing(name),
        _ => ServiceError.WrongType(name, "an array"),
    };

    /// <summary>Reads an optional limit that has to be a whole number of at least 1.</summary>
    public static ServiceError? ReadLimit(this JsonElement body, string name, Call call)
    {
        var value = body.Field(name);
        if (value.IsAbsent())
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var limit))
        {
            return ServiceError.WrongType(name, "an integer");
        }

        call.MaxTokens = limit;
        return limit >= 1
            ? null
            : new ServiceError(400, $"'{name}' must be at least 1.", Param: name, Code: "integer_below_min_value");
    }
}
