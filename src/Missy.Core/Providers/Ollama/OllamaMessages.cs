using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.Ollama;

/// <summary>
/// Writes the conversation (docs/api.md, the <c>message</c> object). Calls have no ids here: a result names its tool, and several
/// results of one tool stand in the order of their calls.
/// </summary>
internal static class OllamaMessages
{
    public static void Write(Utf8JsonWriter writer, CompletionRequest request) =>
        RoleMessages.Write(writer, request, WriteResult, WriteContent);

    private static void WriteResult(Utf8JsonWriter writer, ToolResult result)
    {
        writer.WriteString("tool_name", result.Name);
        writer.WriteString("content", result.Content);
    }

    private static void WriteContent(Utf8JsonWriter writer, ChatMessage message)
    {
        writer.WriteString("content", message.Text);
        WriteThinking(writer, message);
        WriteImages(writer, message);
        WriteToolCalls(writer, message);
    }

    // Reasoning that another service signed or encrypted is for that service alone.
    private static void WriteThinking(Utf8JsonWriter writer, ChatMessage message)
    {
        var thinking = string.Concat(message.Content.OfType<ThinkingPart>()
            .Where(part => part is { Signature: null, Encrypted: null, Id: null })
            .Select(part => part.Text));
        if (thinking.Length > 0)
        {
            writer.WriteString("thinking", thinking);
        }
    }

    private static void WriteImages(Utf8JsonWriter writer, ChatMessage message)
    {
        var images = message.Content.OfType<ImagePart>().ToList();
        if (images.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("images");
        foreach (var image in images)
        {
            if (image.Url is not null)
            {
                throw new MissyException(ErrorKind.InvalidRequest, "Ollama takes images by their bytes only, not by a URL.")
                {
                    Remedy = "Download the image and attach the file.",
                };
            }

            writer.WriteBase64StringValue(image.Data.Span);
        }

        writer.WriteEndArray();
    }

    private static void WriteToolCalls(Utf8JsonWriter writer, ChatMessage message)
    {
        var calls = message.Content.OfType<ToolCallPart>().Select(part => part.Call).ToList();
        if (calls.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("tool_calls");
        foreach (var call in calls)
        {
            writer.WriteStartObject();
            writer.WriteStartObject("function");
            writer.WriteString("name", call.Name);
            writer.WritePropertyName("arguments");
            ToolArguments.WriteObject(writer, call);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
