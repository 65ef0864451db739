using System.Text;
using System.Text.Json;
using Missy.Chat;

namespace Missy.Tests.Oracles;

/// <summary>The conversations that official clients and Missy both send.</summary>
internal static class Conversations
{
    public const string Schema =
        """{"type":"object","properties":{"city":{"type":"string","description":"Its name"}},"required":["city"]}""";

    public const string Closed =
        """{"type":"object","properties":{"city":{"type":"string","description":"Its name"}},"required":["city"],"additionalProperties":false}""";

    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-not really");

    public static readonly byte[] Png = Encoding.ASCII.GetBytes("not really a PNG");

    public static readonly Uri Picture = new("https://example.test/picture.jpg");

    public static readonly CompletionRequest Plain = Of(new ChatMessage(ChatRole.User, "Grüße, 東京!"));

    public static readonly CompletionRequest System = Plain with { System = "Be brief.", MaxTokens = 64, Temperature = 0.5 };

    public static readonly CompletionRequest Tools = Plain with
    {
        Tools =
        [
            new ToolDefinition("weather", "The weather of a city.", JsonDocument.Parse(Schema).RootElement),
            new ToolDefinition("sights", "The sights of a city.", JsonDocument.Parse(Schema).RootElement),
        ],
    };

    public static readonly CompletionRequest ToolResults = Of(
        new ChatMessage(ChatRole.User, "Weather in Oslo and Rome?"),
        new ChatMessage(ChatRole.Assistant, [
            new ToolCallPart(new ToolCall("call_a", "weather", """{"city":"Oslo"}""")),
            new ToolCallPart(new ToolCall("call_b", "weather", """{"city":"Rome"}""")),
        ]),
        new ChatMessage(ChatRole.Tool, [
            new ToolResultPart(new ToolResult("call_a", "weather", "Rain")),
            new ToolResultPart(new ToolResult("call_b", "weather", "Sun")),
        ]),
        new ChatMessage(ChatRole.Assistant, "Rain and sun."),
        new ChatMessage(ChatRole.User, "Thanks."));

    public static readonly CompletionRequest Images = Of(new ChatMessage(ChatRole.User, [
        new TextPart("Compare."),
        ImagePart.FromBytes(Png, "image/png"),
        ImagePart.FromUrl(Picture),
    ]));

    public static readonly CompletionRequest Document = Of(new ChatMessage(ChatRole.User, [
        new DocumentPart(Pdf, "application/pdf", "paper.pdf"),
        new TextPart("Sum it up."),
    ]));

    public static readonly CompletionRequest Structured = Plain with
    {
        Schema = new AnswerSchema(JsonDocument.Parse(Closed).RootElement, "city") { IsHeld = true },
    };

    private static CompletionRequest Of(params IReadOnlyList<ChatMessage> messages) => new() { Model = "model-1", Messages = messages };
}
