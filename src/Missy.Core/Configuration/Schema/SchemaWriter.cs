using System.Text;
using System.Text.Json;

namespace Missy.Configuration.Schema;

/// <summary>Writes a JSON Schema (draft-07, which editors of YAML know best) part by part.</summary>
/// <param name="json">Where it goes.</param>
/// <param name="known">The names that <c>name:</c> may hold.</param>
internal sealed class SchemaWriter(Utf8JsonWriter json, KnownNames known)
{
    /// <summary>A merge key may stand in every mapping; no name of a setting looks like it.</summary>
    internal const string MergeKey = "^<<$";

    internal Utf8JsonWriter Json { get; } = json;

    internal KnownNames Known { get; } = known;

    /// <summary>A pattern that holds for a text in any case, with white space around it.</summary>
    internal static string AnyCase(IEnumerable<string> words) => $"^\\s*(?:{string.Join('|', words.Select(AnyCase))})\\s*$";

    /// <summary>Writes the type of a value.</summary>
    internal void Type(string type, bool orNull)
    {
        if (!orNull)
        {
            Json.WriteString("type", type);
            return;
        }

        Json.WriteStartArray("type");
        Json.WriteStringValue(type);
        Json.WriteStringValue("null");
        Json.WriteEndArray();
    }

    /// <summary>Writes text that matches a pattern.</summary>
    internal void Text(string pattern, bool orNull)
    {
        Type("string", orNull);
        Json.WriteString("pattern", pattern);
    }

    /// <summary>Writes a choice.</summary>
    internal void AnyOf(bool orNull, params Action[] alternatives)
    {
        Json.WriteStartArray("anyOf");
        foreach (var alternative in alternatives)
        {
            Inside(alternative);
        }

        if (orNull)
        {
            Inside(() => Json.WriteString("type", "null"));
        }

        Json.WriteEndArray();
    }

    /// <summary>Writes the words that an editor offers.</summary>
    internal void Words(IEnumerable<string> words)
    {
        Json.WriteStartArray("enum");
        foreach (var word in words)
        {
            Json.WriteStringValue(word);

            // Unquoted, these words are not text.
            if (bool.TryParse(word, out var boolean))
            {
                Json.WriteBooleanValue(boolean);
            }
        }

        Json.WriteEndArray();
    }

    /// <summary>Writes a list of names; nothing when there are none.</summary>
    internal void Names(string keyword, IEnumerable<string> names)
    {
        var all = names.ToList();
        if (all.Count > 0)
        {
            Json.WriteStartArray(keyword);
            all.ForEach(Json.WriteStringValue);
            Json.WriteEndArray();
        }
    }

    /// <summary>Writes a value as <see cref="Kind{T}.Plain"/> gives it.</summary>
    internal void Value(object plain)
    {
        switch (plain)
        {
            case bool boolean:
                Json.WriteBooleanValue(boolean);
                break;
            case long integer:
                Json.WriteNumberValue(integer);
                break;
            case double number:
                Json.WriteNumberValue(number);
                break;
            case string text:
                Json.WriteStringValue(text);
                break;
            default:
                Json.WriteStartArray();
                Json.WriteEndArray();
                break;
        }
    }

    /// <summary>Writes a part under a name.</summary>
    internal void Part(string name, Action part)
    {
        Json.WritePropertyName(name);
        Inside(part);
    }

    /// <summary>Writes a part of a kind under a name.</summary>
    internal void Part(string name, Kind kind, bool orNull = false) => Part(name, () => kind.WriteSchema(this, orNull));

    /// <summary>Writes a mapping whose names are the user's own.</summary>
    /// <param name="names">The pattern of its names; null = any.</param>
    /// <param name="forbidden">Names, in any case, that may not be used.</param>
    /// <param name="orNull">Whether it may be absent.</param>
    /// <param name="value">What stands under a name; null = anything.</param>
    internal void Mapping(string? names, IReadOnlyList<string> forbidden, bool orNull, Action? value)
    {
        Type("object", orNull);
        Part("patternProperties", () =>
        {
            Part(MergeKey, static () => { });
            if (forbidden.Count > 0)
            {
                Part(AnyCase(forbidden), () => Part("not", static () => { }));
            }
        });
        if (names is not null)
        {
            Part("propertyNames", () => Json.WriteString("pattern", $"{MergeKey}|{names}"));
        }

        if (value is not null)
        {
            Part("additionalProperties", value);
        }
    }

    private void Inside(Action part)
    {
        Json.WriteStartObject();
        part();
        Json.WriteEndObject();
    }

    private static string AnyCase(string word)
    {
        var pattern = new StringBuilder();
        foreach (var c in word)
        {
            pattern.Append(char.IsAsciiLetter(c) ? $"[{char.ToLowerInvariant(c)}{char.ToUpperInvariant(c)}]" : c.ToString());
        }

        return pattern.ToString();
    }
}
