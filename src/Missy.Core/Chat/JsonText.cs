using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Missy.Chat;

/// <summary>What tool arguments and schemas need of JSON: is it an object, and its values as plain .NET objects.</summary>
internal static class JsonText
{
    /// <summary>True when the text is one complete JSON object whose names can be read: none has half a character.</summary>
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

            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    _ = reader.GetString();
                }
            }

            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
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
