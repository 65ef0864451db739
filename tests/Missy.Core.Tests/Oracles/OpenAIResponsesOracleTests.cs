// The official client calls its whole Responses part experimental.
#pragma warning disable OPENAI001

using System.ClientModel;
using System.Text.Json;
using Missy.Chat;
using Missy.Providers.Responses;
using OpenAI.Responses;

namespace Missy.Tests.Oracles;

/// <summary>The official OpenAI client and the Responses wire write the same requests.</summary>
public sealed class OpenAIResponsesOracleTests
{
    private const string Answer =
        """{"id":"resp_1","object":"response","created_at":1760000000,"status":"completed","model":"model-1","output":[{"type":"message","id":"msg_1","status":"completed","role":"assistant","content":[{"type":"output_text","text":"ok","annotations":[]}]}],"parallel_tool_calls":true,"tool_choice":"auto","tools":[],"metadata":{}}""";

    private static readonly ResponsesProtocol Protocol = new(new ResponsesWireOptions());

    [Fact]
    public async Task A_plain_question_is_the_same() =>
        Oracle.Same(await Send(Options(ResponseItem.CreateUserMessageItem("Grüße, 東京!"))), Protocol, Conversations.Plain, stream: false);

    [Fact]
    public async Task Instructions_limit_and_temperature_are_the_same()
    {
        var options = Options(ResponseItem.CreateUserMessageItem("Grüße, 東京!"));
        options.Instructions = "Be brief.";
        options.MaxOutputTokenCount = 64;
        options.Temperature = 0.5f;

        Oracle.Same(await Send(options), Protocol, Conversations.System, stream: false);
    }

    [Fact]
    public async Task Reasoning_effort_is_the_same()
    {
        var options = Options(ResponseItem.CreateUserMessageItem("Grüße, 東京!"));
        options.ReasoningOptions = new ResponseReasoningOptions { ReasoningEffortLevel = ResponseReasoningEffortLevel.Low };
        options.IncludedProperties.Add(IncludedResponseProperty.ReasoningEncryptedContent);

        Oracle.Same(await Send(options), Protocol, Conversations.Plain with { ReasoningEffort = ReasoningEffort.Low }, stream: false);
    }

    [Fact]
    public async Task Tools_are_the_same()
    {
        var options = Options(ResponseItem.CreateUserMessageItem("Grüße, 東京!"));
        options.Tools.Add(ResponseTool.CreateFunctionTool("weather", BinaryData.FromString(Conversations.Schema), false, "The weather of a city."));
        options.Tools.Add(ResponseTool.CreateFunctionTool("sights", BinaryData.FromString(Conversations.Schema), false, "The sights of a city."));

        Oracle.Same(await Send(options), Protocol, Conversations.Tools, stream: false);
    }

    [Fact]
    public async Task Tool_results_are_the_same() =>
        Oracle.Same(
            await Send(Options(
                ResponseItem.CreateUserMessageItem("Weather in Oslo and Rome?"),
                ResponseItem.CreateFunctionCallItem("call_a", "weather", BinaryData.FromString("""{"city":"Oslo"}""")),
                ResponseItem.CreateFunctionCallItem("call_b", "weather", BinaryData.FromString("""{"city":"Rome"}""")),
                ResponseItem.CreateFunctionCallOutputItem("call_a", "Rain"),
                ResponseItem.CreateFunctionCallOutputItem("call_b", "Sun"),
                ResponseItem.CreateAssistantMessageItem("Rain and sun."),
                ResponseItem.CreateUserMessageItem("Thanks."))),
            Protocol,
            Conversations.ToolResults,
            stream: false);

    [Fact]
    public async Task Reasoning_that_goes_back_is_the_same()
    {
        var reasoning = new ReasoningResponseItem("Which city?") { Id = "rs_1", EncryptedContent = "sealed" };
        var request = Conversations.Plain with
        {
            Messages =
            [
                new ChatMessage(ChatRole.Assistant, [new ThinkingPart("Which city?", Encrypted: "sealed", Id: "rs_1"), new TextPart("Oslo.")]),
                new ChatMessage(ChatRole.User, "Why?"),
            ],
        };

        Oracle.Same(
            await Send(Options(reasoning, ResponseItem.CreateAssistantMessageItem("Oslo."), ResponseItem.CreateUserMessageItem("Why?"))),
            Protocol,
            request,
            stream: false);
    }

    [Fact]
    public async Task Images_are_the_same() =>
        Oracle.Same(
            await Send(Options(ResponseItem.CreateUserMessageItem([
                ResponseContentPart.CreateInputTextPart("Compare."),
                ResponseContentPart.CreateInputImagePart(new BinaryData(Conversations.Png, "image/png"), ResponseImageDetailLevel.Auto),
                ResponseContentPart.CreateInputImagePart(Conversations.Picture, ResponseImageDetailLevel.Auto),
            ]))),
            Protocol,
            Conversations.Images,
            stream: false);

    [Fact]
    public async Task A_document_is_the_same() =>
        Oracle.Same(
            await Send(Options(ResponseItem.CreateUserMessageItem([
                ResponseContentPart.CreateInputFilePart(BinaryData.FromBytes(Conversations.Pdf), "application/pdf", "paper.pdf"),
                ResponseContentPart.CreateInputTextPart("Sum it up."),
            ]))),
            Protocol,
            Conversations.Document,
            stream: false);

    [Fact]
    public async Task A_schema_is_the_same()
    {
        var options = Options(ResponseItem.CreateUserMessageItem("Grüße, 東京!"));
        options.TextOptions = new ResponseTextOptions
        {
            TextFormat = ResponseTextFormat.CreateJsonSchemaFormat("city", BinaryData.FromString(Conversations.Closed), jsonSchemaIsStrict: true),
        };

        Oracle.Same(await Send(options), Protocol, Conversations.Structured, stream: false);
    }

    [Fact]
    public async Task A_streamed_question_is_the_same()
    {
        using var server = new RecordingServer("data: {\"type\":\"response.completed\",\"sequence_number\":0,\"response\":" + Answer + "}\n\n", "text/event-stream");
        var options = Options(ResponseItem.CreateUserMessageItem("Grüße, 東京!"));
        options.StreamingEnabled = true;
        var updates = new List<StreamingResponseUpdate>();
        await foreach (var update in await Client(server).CreateResponseStreamingAsync(options, TestContext.Current.CancellationToken))
        {
            updates.Add(update);
        }

        Assert.IsType<StreamingResponseCompletedUpdate>(Assert.Single(updates));
        Oracle.Same(await server.BodyAsync(), Protocol, Conversations.Plain, stream: true);
    }

    // Missy asks not to be stored, calls tools without strict schemas and leaves the detail of images to the service; the client is
    // told the same, since its own defaults leave these members out.
    internal static CreateResponseOptions Options(params ResponseItem[] items) => new("model-1", items) { StoredOutputEnabled = false };

    internal static async Task<JsonElement> Send(CreateResponseOptions options)
    {
        using var server = new RecordingServer(Answer);
        var response = await Client(server).CreateResponseAsync(options, TestContext.Current.CancellationToken);
        Assert.Equal("ok", response.Value.GetOutputText());
        return await server.BodyAsync();
    }

    private static ResponsesClient Client(RecordingServer server) =>
        new(new ApiKeyCredential("test-key-1"), new ResponsesClientOptions { Endpoint = server.BaseUrl });
}
