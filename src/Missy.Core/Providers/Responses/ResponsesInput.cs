using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.Responses;

/// <summary>
/// Writes a conversation as input items: text and images of a message gather in one message item, and reasoning, tool calls
/// and tool results are items of their own in the order in which they came.
/// </summary>
internal static class ResponsesInput
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ChatMessage> messages)
    {
        writer.WriteStartArray("input");
        foreach (var message in messages)
        {
            if (message.Role != ChatRole.System)
            {
                WriteMessage(writer, message);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter writer, ChatMessage message)
    {
        var assistant = message.Role == ChatRole.Assistant;
        var open = false;
        for (var position = 0; position < message.Content.Count; position++)
        {
            var part = message.Content[position];
            if (IsContent(part, assistant))
            {
                open = open || Open(writer, assistant);
                WriteContent(writer, part, assistant);
                continue;
            }

            open = open && Close(writer);
            switch (part)
            {
                case ThinkingPart { Encrypted: { } encrypted, Id: { } id } thinking when IsFollowed(message, position):
                    WriteReasoning(writer, thinking.Text, encrypted, id);
                    break;
                case ToolCallPart call:
                    WriteCall(writer, call.Call);
                    break;
                case ToolResultPart result:
                    WriteResult(writer, result.Result);
                    break;
            }
        }

        if (open)
        {
            Close(writer);
        }
    }

    private static bool IsContent(ContentPart part, bool assistant) => part switch
    {
        TextPart text => !assistant || text.Text.Length > 0,
        ImagePart or DocumentPart => !assistant,
        _ => false,
    };

    // The service refuses reasoning that leads to nothing, such as that of an answer cut while the model was still thinking.
    private static bool IsFollowed(ChatMessage message, int position) =>
        message.Content.Skip(position + 1).Any(part => part is ToolCallPart or TextPart { Text.Length: > 0 });

    private static bool Open(Utf8JsonWriter writer, bool assistant)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "message");
        writer.WriteString("role", assistant ? "assistant" : "user");
        writer.WriteStartArray("content");
        return true;
    }

    private static bool Close(Utf8JsonWriter writer)
    {
        writer.WriteEndArray();
        writer.WriteEndObject();
        return false;
    }

    private static void WriteContent(Utf8JsonWriter writer, ContentPart part, bool assistant)
    {
        writer.WriteStartObject();
        switch (part)
        {
            case TextPart text:
                writer.WriteString("type", assistant ? "output_text" : "input_text");
                writer.WriteString("text", text.Text);
                if (assistant)
                {
                    // Required of an output text, also where there are none.
                    writer.WriteStartArray("annotations");
                    writer.WriteEndArray();
                }

                break;
            case DocumentPart document:
                writer.WriteString("type", "input_file");
                writer.WriteString("filename", document.Name);
                writer.WriteString("file_data", DataUrls.Url(document));
                break;
            case ImagePart image:
                writer.WriteString("type", "input_image");
                writer.WriteString("image_url", DataUrls.Url(image));
                writer.WriteString("detail", "auto");
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteReasoning(Utf8JsonWriter writer, string text, string encrypted, string id)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "reasoning");
        writer.WriteString("id", id);
        writer.WriteStartArray("summary");
        if (text.Length > 0)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "summary_text");
            writer.WriteString("text", text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("encrypted_content", encrypted);
        writer.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter writer, ToolCall call)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "function_call");
        writer.WriteString("call_id", call.Id);
        writer.WriteString("name", call.Name);
        writer.WriteString("arguments", call.RawArguments);
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, ToolResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "function_call_output");
        writer.WriteString("call_id", result.ToolCallId);
        writer.WriteString("output", result.Content);
        writer.WriteEndObject();
    }
}
