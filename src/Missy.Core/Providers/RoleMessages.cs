using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers;

/// <summary>
/// The frame of a conversation on the wires that write it as <c>messages</c> of a role each: the instructions first, and every
/// tool result as a message of its own, whoever's message holds it.
/// </summary>
internal static class RoleMessages
{
    /// <summary>Writes the member <c>messages</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="request">The conversation.</param>
    /// <param name="writeResult">Writes the members of a tool result beside its role.</param>
    /// <param name="writeContent">Writes the members of any other message beside its role.</param>
    public static void Write(
        Utf8JsonWriter writer,
        CompletionRequest request,
        Action<Utf8JsonWriter, ToolResult> writeResult,
        Action<Utf8JsonWriter, ChatMessage> writeContent)
    {
        writer.WriteStartArray("messages");
        if (request.JoinedSystem() is { } system)
        {
            writer.WriteStartObject();
            writer.WriteString("role", "system");
            writer.WriteString("content", system);
            writer.WriteEndObject();
        }

        foreach (var message in request.Messages.Where(message => message.Role != ChatRole.System))
        {
            var results = message.Content.OfType<ToolResultPart>().ToList();
            foreach (var part in results)
            {
                writer.WriteStartObject();
                writer.WriteString("role", "tool");
                writeResult(writer, part.Result);
                writer.WriteEndObject();
            }

            if (results.Count > 0 && results.Count == message.Content.Count)
            {
                continue;
            }

            writer.WriteStartObject();
            writer.WriteString("role", message.Role == ChatRole.Assistant ? "assistant" : "user");
            writeContent(writer, message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
