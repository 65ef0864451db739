using System.Text;
using System.Text.Json;

namespace Missy.Structured;

/// <summary>
/// Finds the JSON in a model's answer. Where the service held the model to a schema the answer is the JSON; where it was only
/// told, it may put a fence of three backticks around it, or words.
/// </summary>
internal static class AnswerText
{
    private const string Fence = "```";

    // RFC 8259, section 8.2: there is no saying what becomes of it. .NET reads no such name, nor looks for another beside it.
    private const string HalfName = "has a name with half a character";

    /// <summary>Reads it.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="bare">Whether there may be nothing around it.</param>
    /// <param name="json">The JSON, whose names can all be read.</param>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static string? Read(string text, bool bare, out JsonElement json)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var problem = Parse(utf8, out json);
        if (bare || problem is null or HalfName)
        {
            return problem;
        }

        if (Fenced(text) is { } fenced)
        {
            var within = Parse(Encoding.UTF8.GetBytes(fenced), out json);
            if (within is null or HalfName)
            {
                return within;
            }

            // What is wrong with a command or the like is nothing that the model should mend.
            problem = fenced.AsSpan().TrimStart() is ['{' or '[', ..] ? within : problem;
        }

        return Among(utf8) is { } found ? Take(found, out json) : problem;
    }

    private static string? Parse(byte[] utf8, out JsonElement json)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return Take(document.RootElement.Clone(), out json);
        }
        catch (JsonException exception)
        {
            json = default;
            return utf8.Length == 0 ? "is empty" : $"is not JSON: {exception.Message}";
        }
    }

    private static string? Take(JsonElement found, out JsonElement json)
    {
        var whole = HasWholeNames(found);
        json = whole ? found : default;
        return whole ? null : HalfName;
    }

    private static bool HasWholeNames(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(member => member.Name.Length >= 0 && HasWholeNames(member.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(HasWholeNames),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // The last one: what a model thinks aloud comes before its answer.
    private static string? Fenced(string text)
    {
        var end = text.LastIndexOf(Fence, StringComparison.Ordinal);
        var start = end > 0 ? text.LastIndexOf(Fence, end - 1, StringComparison.Ordinal) : -1;
        var line = start >= 0 ? text.IndexOf('\n', start) : -1;
        return line >= 0 && line < end ? text[(line + 1)..end] : null;
    }

    // A brace may be part of the words, and the JSON begin at a later one.
    private static JsonElement? Among(ReadOnlySpan<byte> utf8)
    {
        for (var start = utf8.IndexOf((byte)'{'); start >= 0; start = utf8.IndexOf((byte)'{'))
        {
            var rest = utf8[start..];
            utf8 = rest[1..];

            // Code is full of braces, and each that is tried in vain costs an exception.
            if (utf8.TrimStart(" \t\r\n"u8) is [(byte)'"' or (byte)'}', ..] && Prefix(rest) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static JsonElement? Prefix(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        try
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
