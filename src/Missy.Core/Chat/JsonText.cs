using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Missy.Chat;

/// <summary>What tool arguments and schemas need of JSON: is it an object, and its values as plain .NET objects.</summary>
internal static class JsonText
{
    /// <summary>True when the text is one complete JSON object.</summary>
    public static bool IsObject(string text)
    {
        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Strings, 64-bit integers, doubles, booleans, null, ordered dictionaries and object arrays.</summary>
    public static object? ToObject(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ToDictionary(element),
        JsonValueKind.Array => element.EnumerateArray().Select(ToObject).ToArray(),
        JsonValueKind.String => JsonStrings.Read(element),
        JsonValueKind.Number => element.TryGetInt64(out var integer) ? (object)integer : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static JsonMap ToDictionary(JsonElement element)
    {
        var values = new JsonMap();
        foreach (var property in element.EnumerateObject())
        {
            values[property.Name] = ToObject(property.Value);
        }

        return values;
    }
}
