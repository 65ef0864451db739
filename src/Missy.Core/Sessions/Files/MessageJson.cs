using System.Text.Json;
using Missy.Chat;
using Missy.Providers;

namespace Missy.Sessions.Files;

/// <summary>A message as one line of JSON: all that it holds, so that it reads back as the same message.</summary>
internal static class MessageJson
{
    private static readonly (string Word, ChatRole Role)[] Roles =
    [
        ("system", ChatRole.System), ("user", ChatRole.User), ("assistant", ChatRole.Assistant), ("tool", ChatRole.Tool),
    ];

    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: it holds what a file cannot.</exception>
    public static void Write(Utf8JsonWriter writer, ChatMessage message)
    {
        writer.WriteStartObject();
        writer.WriteString("role", Array.Find(Roles, entry => entry.Role == message.Role).Word);
        writer.WriteStartArray("content");
        foreach (var part in message.Content)
        {
            writer.WriteStartObject();
            WritePart(writer, part);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <exception cref="FormatException">It is no message; says why.</exception>
    public static ChatMessage Read(JsonElement line)
    {
        var word = line.Text("role");
        var role = Array.Find(Roles, entry => entry.Word == word);
        if (role.Word is null || line.Member("content") is not { ValueKind: JsonValueKind.Array } content)
        {
            throw new FormatException("a message has a role (system, user, assistant or tool) and a list of content");
        }

        return new ChatMessage(role.Role, [.. content.EnumerateArray().Select(ReadPart)]);
    }

    private static void WritePart(Utf8JsonWriter writer, ContentPart part)
    {
        switch (part)
        {
            case TextPart text:
                writer.WriteString("type", "text");
                writer.WriteString("text", text.Text);
                WriteText(writer, "name", text.FileName);
                break;
            case ThinkingPart thinking:
                writer.WriteString("type", "thinking");
                writer.WriteString("text", thinking.Text);
                WriteText(writer, "signature", thinking.Signature);
                WriteText(writer, "encrypted", thinking.Encrypted);
                WriteText(writer, "id", thinking.Id);
                break;
            case ImagePart image:
                writer.WriteString("type", "image");
                WriteText(writer, "url", image.Url?.AbsoluteUri);
                WriteText(writer, "mediaType", image.MediaType);
                WriteText(writer, "name", image.Name);
                if (image.Url is null)
                {
                    writer.WriteBase64String("data", image.Data.Span);
                }

                break;
            case DocumentPart document:
                writer.WriteString("type", "document");
                writer.WriteString("mediaType", document.MediaType);
                writer.WriteString("name", document.Name);
                writer.WriteBase64String("data", document.Data.Span);
                break;
            case ToolCallPart { Call: var call }:
                writer.WriteString("type", "tool_call");
                writer.WriteString("id", call.Id);
                writer.WriteString("name", call.Name);
                writer.WriteString("arguments", call.RawArguments);
                break;
            case ToolResultPart { Result: var result }:
                writer.WriteString("type", "tool_result");
                writer.WriteString("id", result.ToolCallId);
                writer.WriteString("name", result.Name);
                writer.WriteString("content", result.Content);
                writer.WriteBoolean("isError", result.IsError);
                break;
            default:
                throw new MissyException(ErrorKind.InvalidRequest, $"A session's file cannot hold a {part.GetType().Name}.");
        }
    }

    private static ContentPart ReadPart(JsonElement part) => part.Text("type") switch
    {
        "text" => new TextPart(Needed(part, "text")) { FileName = part.Text("name") },
        "thinking" => new ThinkingPart(Needed(part, "text"), part.Text("signature"), part.Text("encrypted"), part.Text("id")),
        "image" when part.Text("url") is { } url => Uri.TryCreate(url, UriKind.Absolute, out var address)
            ? ImagePart.FromUrl(address) with { Name = part.Text("name") }
            : throw new FormatException("the 'url' of an image is none"),
        "image" => ImagePart.FromBytes(Bytes(part), Needed(part, "mediaType")) with { Name = part.Text("name") },
        "document" => new DocumentPart(Bytes(part), Needed(part, "mediaType"), Needed(part, "name")),
        "tool_call" => new ToolCallPart(new ToolCall(Needed(part, "id"), Needed(part, "name"), Needed(part, "arguments"))),
        "tool_result" => new ToolResultPart(new ToolResult(
            Needed(part, "id"), Needed(part, "name"), Needed(part, "content"), part.Member("isError") is { ValueKind: JsonValueKind.True })),
        var other => throw new FormatException($"there is no content of type '{other}'"),
    };

    private static string Needed(JsonElement part, string name) =>
        part.Text(name) ?? throw new FormatException($"content of type '{part.Text("type")}' has a '{name}'");

    private static byte[] Bytes(JsonElement part) => part.Member("data") is { ValueKind: JsonValueKind.String } data && data.TryGetBytesFromBase64(out var bytes)
        ? bytes
        : throw new FormatException($"the 'data' of content of type '{part.Text("type")}' is not in base64");

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
