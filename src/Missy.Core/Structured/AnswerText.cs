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

    /// <summary>Reads it.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="bare">Whether there may be nothing around it.</param>
    /// <param name="json">The JSON.</param>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static string? Read(string text, bool bare, out JsonElement json)
    {
        var problem = Parse(text, out json);
        if (problem is null || bare)
        {
            return problem;
        }

        if (Fenced(text) is { } fenced)
        {
            return Parse(fenced, out json);
        }

        // A brace may be part of the words, and the JSON begin at a later one.
        for (var start = text.IndexOf('{', StringComparison.Ordinal); start >= 0; start = text.IndexOf('{', start + 1))
        {
            if (Prefix(text[start..]) is { } found)
            {
                json = found;
                return null;
            }
        }

        return problem;
    }

    private static string? Parse(string text, out JsonElement json)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            json = document.RootElement.Clone();
            return null;
        }
        catch (JsonException exception)
        {
            json = default;
            return text.Length == 0 ? "is empty" : $"is not JSON: {exception.Message}";
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

    private static JsonElement? Prefix(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
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
