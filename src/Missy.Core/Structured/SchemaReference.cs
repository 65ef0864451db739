using System.Globalization;
using System.Text.Json;

namespace Missy.Structured;

/// <summary>References within a schema: <c>#</c> and a JSON Pointer (RFC 6901) as a fragment of a URL.</summary>
internal static class SchemaReference
{
    /// <summary>What a reference means; null when there is nothing there, or it is none within the schema.</summary>
    public static JsonElement? Follow(JsonElement root, string reference)
    {
        if (!reference.StartsWith('#') || (reference.Length > 1 && reference[1] != '/'))
        {
            return null;
        }

        var target = root;
        foreach (var token in Uri.UnescapeDataString(reference).Split('/').Skip(1))
        {
            var name = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (Step(target, name) is not { } next)
            {
                return null;
            }

            target = next;
        }

        return target.ValueKind is JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False ? target : null;
    }

    private static JsonElement? Step(JsonElement target, string name) => target.ValueKind switch
    {
        JsonValueKind.Object => target.TryGetProperty(name, out var member) ? member : null,
        JsonValueKind.Array when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < target.GetArrayLength() => target[index],
        _ => null,
    };
}
