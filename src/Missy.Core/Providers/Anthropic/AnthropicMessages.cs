using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.Anthropic;

/// <summary>
/// Writes the conversation: user and assistant take turns, and tool results are part of the user's, before anything else in it
/// ("Create a Message", <c>messages</c>; "Tool use", handling tool results).
/// </summary>
internal static class AnthropicMessages
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ChatMessage> messages, bool cacheEnd)
    {
        var turns = Turns(messages);
        writer.WriteStartArray("messages");
        for (var position = 0; position < turns.Count; position++)
        {
            var (assistant, parts) = turns[position];
            writer.WriteStartObject();
            writer.WriteString("role", assistant ? "assistant" : "user");
            WriteContent(writer, parts, cached: cacheEnd && !assistant && position == turns.Count - 1);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static List<(bool Assistant, List<ContentPart> Parts)> Turns(IReadOnlyList<ChatMessage> messages)
    {
        var turns = new List<(bool Assistant, List<ContentPart> Parts)>();
        foreach (var message in messages.Where(message => message.Role != ChatRole.System))
        {
            var parts = message.Content.Where(IsSendable);
            var assistant = message.Role == ChatRole.Assistant;
            if (turns.Count > 0 && turns[^1].Assistant == assistant)
            {
                turns[^1].Parts.AddRange(parts);
            }
            else if (parts.ToList() is { Count: > 0 } first)
            {
                turns.Add((assistant, first));
            }
        }

        return turns;
    }

    // Blank text blocks are refused, and so is thinking that this service did not sign itself. An id marks reasoning of the
    // Responses API, whose encrypted form is another one.
    private static bool IsSendable(ContentPart part) => part switch
    {
        TextPart text => !string.IsNullOrWhiteSpace(text.Text),
        ThinkingPart thinking => thinking.Id is null && (thinking.Signature ?? thinking.Encrypted) is not null,
        _ => true,
    };

    private static void WriteContent(Utf8JsonWriter writer, List<ContentPart> parts, bool cached)
    {
        if (!cached && parts is [TextPart only])
        {
            writer.WriteString("content", only.Text);
            return;
        }

        var ordered = parts.OrderBy(part => part is ToolResultPart ? 0 : 1).ToList();
        writer.WriteStartArray("content");
        for (var position = 0; position < ordered.Count; position++)
        {
            writer.WriteStartObject();
            WriteBlock(writer, ordered[position]);
            if (cached && position == ordered.Count - 1)
            {
                AnthropicRequestWriter.WriteCacheControl(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteBlock(Utf8JsonWriter writer, ContentPart part)
    {
        switch (part)
        {
            case TextPart text:
                writer.WriteString("type", "text");
                writer.WriteString("text", text.Text);
                break;
            case ImagePart image:
                WriteImage(writer, image);
                break;
            case DocumentPart document:
                WriteDocument(writer, document);
                break;
            case ThinkingPart { Encrypted: { } encrypted }:
                writer.WriteString("type", "redacted_thinking");
                writer.WriteString("data", encrypted);
                break;
            case ThinkingPart thinking:
                writer.WriteString("type", "thinking");
                writer.WriteString("thinking", thinking.Text);
                writer.WriteString("signature", thinking.Signature);
                break;
            case ToolCallPart { Call: var call }:
                writer.WriteString("type", "tool_use");
                writer.WriteString("id", call.Id);
                writer.WriteString("name", call.Name);
                writer.WritePropertyName("input");
                ToolArguments.WriteObject(writer, call);
                break;
            case ToolResultPart { Result: var result }:
                WriteResult(writer, result);
                break;
        }
    }

    private static void WriteResult(Utf8JsonWriter writer, ToolResult result)
    {
        writer.WriteString("type", "tool_result");
        writer.WriteString("tool_use_id", result.ToolCallId);
        if (result.Content.Length > 0)
        {
            writer.WriteString("content", result.Content);
        }

        if (result.IsError)
        {
            writer.WriteBoolean("is_error", true);
        }
    }

    private static void WriteImage(Utf8JsonWriter writer, ImagePart image)
    {
        writer.WriteString("type", "image");
        writer.WriteStartObject("source");
        if (image.Url is { } url)
        {
            writer.WriteString("type", "url");
            writer.WriteString("url", url.AbsoluteUri);
        }
        else
        {
            writer.WriteString("type", "base64");
            writer.WriteString("media_type", image.MediaType);
            writer.WriteBase64String("data", image.Data.Span);
        }

        writer.WriteEndObject();
    }

    private static void WriteDocument(Utf8JsonWriter writer, DocumentPart document)
    {
        writer.WriteString("type", "document");
        writer.WriteStartObject("source");
        writer.WriteString("type", "base64");
        writer.WriteString("media_type", document.MediaType);
        writer.WriteBase64String("data", document.Data.Span);
        writer.WriteEndObject();
        writer.WriteString("title", document.Name);
    }
}
