using System.Text;
using System.Text.Json;

namespace Missy.Providers;

/// <summary>Typed steps of a <see cref="Utf8JsonReader"/> over catalogue data. Every mismatch is a
/// <see cref="FormatException"/> that names the field.</summary>
internal static class CatalogueJson
{
    public static void BeginArray(ref Utf8JsonReader reader, string field)
    {
        Advance(ref reader);
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Wrong(field, "a list", reader.TokenType);
        }
    }

    /// <summary>Enters an object; <see langword="false"/> when there is <c>null</c> in its place.</summary>
    public static bool BeginObjectOrNull(ref Utf8JsonReader reader, string field)
    {
        Advance(ref reader);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.Null => false,
            _ => throw Wrong(field, "an object", reader.TokenType),
        };
    }

    /// <summary>Moves to the next element of an array of objects; <see langword="false"/> at its end.</summary>
    public static bool NextObject(ref Utf8JsonReader reader, string field)
    {
        Advance(ref reader);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.EndArray => false,
            _ => throw Wrong(field, "an object", reader.TokenType),
        };
    }

    /// <summary>Moves to the next property name of an object; <see langword="false"/> at its end.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader)
    {
        Advance(ref reader);
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    public static string Text(ref Utf8JsonReader reader, string field) =>
        TextOrNull(ref reader, field) ?? throw Wrong(field, "text", JsonTokenType.Null);

    public static string? TextOrNull(ref Utf8JsonReader reader, string field)
    {
        Advance(ref reader);
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        string? value = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return string.IsNullOrWhiteSpace(value) ? throw Wrong(field, "text", reader.TokenType) : value;
    }

    public static bool Flag(ref Utf8JsonReader reader, string field)
    {
        Advance(ref reader);
        return reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw Wrong(field, "true or false", reader.TokenType),
        };
    }

    public static int? CountOrNull(ref Utf8JsonReader reader, string field)
    {
        Advance(ref reader);
        return reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.Number when reader.TryGetInt32(out int value) && value > 0 => value,
            _ => throw Wrong(field, "a positive whole number", reader.TokenType),
        };
    }

    public static decimal? AmountOrNull(ref Utf8JsonReader reader, string field)
    {
        Advance(ref reader);
        return reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.Number when reader.TryGetDecimal(out decimal value) && value >= 0 => value,
            _ => throw Wrong(field, "an amount of zero or more", reader.TokenType),
        };
    }

    public static string[] Texts(ref Utf8JsonReader reader, string field)
    {
        BeginArray(ref reader, field);
        List<string> values = [];
        while (true)
        {
            Advance(ref reader);
            if (reader.TokenType == JsonTokenType.EndArray)
            {
                return values.ToArray();
            }

            if (reader.TokenType != JsonTokenType.String || reader.GetString() is not { Length: > 0 } value)
            {
                throw Wrong(field, "a list of texts", reader.TokenType);
            }

            values.Add(value);
        }
    }

    public static FormatException Unknown(ref Utf8JsonReader reader) =>
        new($"The catalogue has an unknown field '{Encoding.UTF8.GetString(reader.ValueSpan)}'.");

    public static T Required<T>(T? value, string field)
        where T : class => value ?? throw new FormatException($"A catalogue entry has no '{field}'.");

    public static T Required<T>(T? value, string field)
        where T : struct => value ?? throw new FormatException($"A catalogue entry has no '{field}'.");

    /// <summary>Makes sure that nothing follows the document's one value.</summary>
    public static void End(ref Utf8JsonReader reader)
    {
        if (Read(ref reader))
        {
            throw new FormatException("The catalogue goes on after its end.");
        }
    }

    // Inside a value the reader does not run out: it throws when the data ends too early.
    private static void Advance(ref Utf8JsonReader reader) => Read(ref reader);

    private static bool Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (JsonException e)
        {
            throw new FormatException("The catalogue is not valid JSON: " + e.Message, e);
        }
    }

    private static FormatException Wrong(string field, string wanted, JsonTokenType found) =>
        new($"The catalogue field '{field}' must be {wanted}, not {found}.");
}
