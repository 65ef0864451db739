using System.Text.Json;

namespace Missy.Chat;

/// <summary>The JSON Schema that an answer is to fit.</summary>
/// <param name="Schema">The schema: an object, or true or false.</param>
/// <param name="Name">What services call it: 1 to 64 letters, digits, hyphens and underscores.</param>
public sealed record AnswerSchema(JsonElement Schema, string Name = "answer")
{
    private const int LongestName = 64;

    /// <summary>Whether the service that is asked holds its model to the schema; if not, the model is told of it in words.</summary>
    internal bool IsHeld { get; init; }

    /// <summary>Reads a schema. Whether it is a good one is found out by the call that it is for.</summary>
    /// <param name="json">The schema as JSON.</param>
    /// <param name="name">Its name, in which what services do not take is replaced; null = the schema's own <c>title</c>, else <c>answer</c>.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: the text is not JSON.</exception>
    public static AnswerSchema Parse(string json, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            var schema = document.RootElement.Clone();
            return new AnswerSchema(schema, NameOf(name ?? Title(schema)));
        }
        catch (JsonException exception)
        {
            throw new MissyException(ErrorKind.InvalidRequest, $"The schema is not JSON: {exception.Message}", exception)
            {
                Remedy = """Give a JSON Schema, such as {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}.""",
            };
        }
    }

    private static string? Title(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("title", out var title) && title.ValueKind == JsonValueKind.String
            ? title.GetString()
            : null;

    private static string NameOf(string? name)
    {
        var known = string.Concat((name ?? "").Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '_')).Trim('_');
        return known.Length == 0 ? "answer" : known[..Math.Min(known.Length, LongestName)];
    }
}
