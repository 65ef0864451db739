#pragma warning disable OPENAI001 // Files of a message are called experimental there; the wire form is documented.
using System.ClientModel;
using System.Text.Json;
using Missy.Providers.OpenAI;
using OpenAI;
using OpenAI.Chat;

namespace Missy.Tests.Oracles;

/// <summary>The official OpenAI client and the Chat Completions wire write the same requests.</summary>
public sealed class OpenAIChatOracleTests
{
    private const string Answer =
        """{"id":"c1","object":"chat.completion","created":1760000000,"model":"model-1","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"ok"}}]}""";

    private static readonly OpenAIProtocol Protocol = new(new OpenAIWireOptions());

    [Fact]
    public async Task A_plain_question_is_the_same() =>
        Oracle.Same(await Send([new UserChatMessage("Grüße, 東京!")]), Protocol, Conversations.Plain, stream: false);

    [Fact]
    public async Task Instructions_limit_and_temperature_are_the_same() =>
        Oracle.Same(
            await Send(
                [new SystemChatMessage("Be brief."), new UserChatMessage("Grüße, 東京!")],
                new ChatCompletionOptions { MaxOutputTokenCount = 64, Temperature = 0.5f }),
            Protocol,
            Conversations.System,
            stream: false);

    [Fact]
    public async Task Tools_are_the_same()
    {
        var options = new ChatCompletionOptions();
        options.Tools.Add(ChatTool.CreateFunctionTool("weather", "The weather of a city.", BinaryData.FromString(Conversations.Schema)));
        options.Tools.Add(ChatTool.CreateFunctionTool("sights", "The sights of a city.", BinaryData.FromString(Conversations.Schema)));

        Oracle.Same(await Send([new UserChatMessage("Grüße, 東京!")], options), Protocol, Conversations.Tools, stream: false);
    }

    [Fact]
    public async Task Tool_results_are_the_same() =>
        Oracle.Same(
            await Send([
                new UserChatMessage("Weather in Oslo and Rome?"),
                new AssistantChatMessage([
                    ChatToolCall.CreateFunctionToolCall("call_a", "weather", BinaryData.FromString("""{"city":"Oslo"}""")),
                    ChatToolCall.CreateFunctionToolCall("call_b", "weather", BinaryData.FromString("""{"city":"Rome"}""")),
                ]),
                new ToolChatMessage("call_a", "Rain"),
                new ToolChatMessage("call_b", "Sun"),
                new AssistantChatMessage("Rain and sun."),
                new UserChatMessage("Thanks."),
            ]),
            Protocol,
            Conversations.ToolResults,
            stream: false);

    [Fact]
    public async Task Images_are_the_same() =>
        Oracle.Same(
            await Send([new UserChatMessage(
                ChatMessageContentPart.CreateTextPart("Compare."),
                ChatMessageContentPart.CreateImagePart(BinaryData.FromBytes(Conversations.Png), "image/png"),
                ChatMessageContentPart.CreateImagePart(Conversations.Picture))]),
            Protocol,
            Conversations.Images,
            stream: false);

    [Fact]
    public async Task A_document_is_the_same() =>
        Oracle.Same(
            await Send([new UserChatMessage(
                ChatMessageContentPart.CreateFilePart(BinaryData.FromBytes(Conversations.Pdf), "application/pdf", "paper.pdf"),
                ChatMessageContentPart.CreateTextPart("Sum it up."))]),
            Protocol,
            Conversations.Document,
            stream: false);

    [Fact]
    public async Task A_schema_is_the_same() =>
        Oracle.Same(
            await Send([new UserChatMessage("Grüße, 東京!")], new ChatCompletionOptions
            {
                ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("city", BinaryData.FromString(Conversations.Closed), jsonSchemaIsStrict: true),
            }),
            Protocol,
            Conversations.Structured,
            stream: false);

    [Fact]
    public async Task A_streamed_question_is_the_same()
    {
        using var server = new RecordingServer("data: [DONE]\n\n", "text/event-stream");
        await foreach (var update in Client(server).CompleteChatStreamingAsync(new UserChatMessage("Grüße, 東京!")))
        {
            Assert.Fail("The answer is empty.");
        }

        Oracle.Same(await server.BodyAsync(), Protocol, Conversations.Plain, stream: true);
    }

    internal static async Task<JsonElement> Send(ChatMessage[] messages, ChatCompletionOptions? options = null)
    {
        using var server = new RecordingServer(Answer);
        var completion = await Client(server).CompleteChatAsync(messages, options, TestContext.Current.CancellationToken);
        Assert.Equal("ok", completion.Value.Content[0].Text);
        return await server.BodyAsync();
    }

    private static ChatClient Client(RecordingServer server) =>
        new("model-1", new ApiKeyCredential("test-key-1"), new OpenAIClientOptions { Endpoint = server.BaseUrl });
}
