using System.Text.Json;
using Anthropic;
using Anthropic.Models.Messages;
using Missy.Providers.Anthropic;

namespace Missy.Tests.Oracles;

/// <summary>The official Anthropic client and the Messages wire write the same requests.</summary>
public sealed class AnthropicOracleTests
{
    private const string Answer =
        """{"id":"msg_1","type":"message","role":"assistant","model":"model-1","content":[{"type":"text","text":"ok"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}""";

    private static readonly AnthropicProtocol Protocol = new(new AnthropicWireOptions());

    private static readonly MessageParam Question = new UserMessageParam("Grüße, 東京!");

    [Fact]
    public async Task A_plain_question_is_the_same() =>
        Oracle.Same(await Send(Params(Question)), Protocol, Conversations.Plain, stream: false);

    [Fact]
    public async Task Instructions_and_limit_are_the_same()
    {
        var parameters = Params(Question) with { System = "Be brief.", MaxTokens = 64 };

        // The client knows no temperature any more.
        Oracle.Same(await Send(parameters), Protocol, Conversations.System with { Temperature = null }, stream: false);
    }

    [Fact]
    public async Task Tools_are_the_same()
    {
        var parameters = Params(Question) with
        {
            Tools = [Tool("weather", "The weather of a city."), Tool("sights", "The sights of a city.")],
        };

        Oracle.Same(await Send(parameters), Protocol, Conversations.Tools, stream: false);
    }

    [Fact]
    public async Task Tool_results_are_the_same() =>
        Oracle.Same(
            await Send(Params(
                new UserMessageParam("Weather in Oslo and Rome?"),
                new AssistantMessageParam(new List<ContentBlockParam> { Call("call_a", "Oslo"), Call("call_b", "Rome") }),
                new UserMessageParam(new List<ContentBlockParam>
                {
                    new ToolResultBlockParam("call_a") { Content = "Rain" },
                    new ToolResultBlockParam("call_b") { Content = "Sun" },
                }),
                new AssistantMessageParam("Rain and sun."),
                new UserMessageParam("Thanks."))),
            Protocol,
            Conversations.ToolResults,
            stream: false);

    [Fact]
    public async Task Images_are_the_same() =>
        Oracle.Same(
            await Send(Params(new UserMessageParam(new List<ContentBlockParam>
            {
                new TextBlockParam("Compare."),
                new ImageBlockParam(new Base64ImageSource { Data = Convert.ToBase64String(Conversations.Png), MediaType = MediaType.ImagePng }),
                new ImageBlockParam(new UrlImageSource(Conversations.Picture.AbsoluteUri)),
            }))),
            Protocol,
            Conversations.Images,
            stream: false);

    [Fact]
    public async Task A_document_is_the_same() =>
        Oracle.Same(
            await Send(Params(new UserMessageParam(new List<ContentBlockParam>
            {
                new DocumentBlockParam(new Base64PdfSource(Convert.ToBase64String(Conversations.Pdf))) { Title = "paper.pdf" },
                new TextBlockParam("Sum it up."),
            }))),
            Protocol,
            Conversations.Document,
            stream: false);

    [Fact]
    public async Task A_schema_is_the_same()
    {
        var schema = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Conversations.Closed)!;

        Oracle.Same(
            await Send(Params(Question) with { OutputConfig = new OutputConfig { Format = new JsonOutputFormat { Schema = schema } } }),
            Protocol,
            Conversations.Structured,
            stream: false);
    }

    [Fact]
    public async Task A_streamed_question_is_the_same()
    {
        using var server = new RecordingServer("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", "text/event-stream");
        var events = new List<RawMessageStreamEvent>();
        await foreach (var update in Client(server).Messages.CreateStreaming(Params(Question), TestContext.Current.CancellationToken))
        {
            events.Add(update);
        }

        Assert.Single(events);
        Oracle.Same(await server.BodyAsync(), Protocol, Conversations.Plain, stream: true);
    }

    internal static MessageCreateParams Params(params MessageParam[] messages) =>
        new() { Model = "model-1", MaxTokens = Conversations.Plain.DefaultMaxTokens, Messages = messages };

    private static Tool Tool(string name, string description) => new()
    {
        Name = name,
        Description = description,
        InputSchema = new InputSchema(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Conversations.Schema)!),
    };

    private static ToolUseBlockParam Call(string id, string city) => new()
    {
        ID = id,
        Name = "weather",
        Input = new Dictionary<string, JsonElement> { ["city"] = JsonSerializer.SerializeToElement(city) },
    };

    internal static async Task<JsonElement> Send(MessageCreateParams parameters)
    {
        using var server = new RecordingServer(Answer);
        var message = await Client(server).Messages.Create(parameters, TestContext.Current.CancellationToken);
        Assert.Equal("msg_1", message.ID);
        return await server.BodyAsync();
    }

    private static AnthropicClient Client(RecordingServer server) =>
        new() { ApiKey = "test-key-1", BaseUrl = server.BaseUrl.GetLeftPart(UriPartial.Authority), MaxRetries = 0 };
}
