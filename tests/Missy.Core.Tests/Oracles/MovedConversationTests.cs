#pragma warning disable OPENAI001

using System.Text.Json;
using System.Text.RegularExpressions;
using Anthropic.Models.Messages;
using Missy.Chat;
using Missy.Configuration;
using Missy.Tests.Client;
using Missy.Tests.Support;
using OpenAI.Chat;
using OpenAI.Responses;
using ChatMessage = Missy.Chat.ChatMessage;

namespace Missy.Tests.Oracles;

/// <summary>
/// A conversation with tools and thinking that moves over all four wires and back sends to each service what its official client
/// would send, whoever's ids and thinking it holds.
/// </summary>
public sealed partial class MovedConversationTests
{
    [Fact]
    public async Task A_conversation_moves_over_all_wires_and_back()
    {
        using var harness = NewHarness();
        var session = await harness.Client.NewSessionAsync(new SessionOptions { Name = "moved" }, harness.Caller, Cancellation);
        Past(session);

        var claude = await AskAsync(harness, session, "claude", "Thanks.");
        var (oslo, rome, night) = claude.Ids is [var one, var two, var three] ? (one, two, three) : throw new InvalidOperationException($"{claude.Ids.Count} ids");
        Oracle.Same(await AnthropicOracleTests.Send(AnthropicOracleTests.Params([.. Anthropic(oslo, rome, night, thinking: true), new UserMessageParam("Thanks.")])), claude.Body);

        var first = session.Messages[^1].Text;
        var gpt = await AskAsync(harness, session, "gpt", "And you?");
        Oracle.Same(await OpenAIChatOracleTests.Send([.. OpenAIChat(), new UserChatMessage("Thanks."), new AssistantChatMessage(first), new UserChatMessage("And you?")]), gpt.Body);

        var second = session.Messages[^1].Text;
        var responses = await AskAsync(harness, session, "responses", "And you?");
        Assert.Equal(claude.Ids, responses.Ids);
        Oracle.Same(
            await OpenAIResponsesOracleTests.Send(OpenAIResponsesOracleTests.Options(
            [
                .. Responses(oslo, rome, night),
                ResponseItem.CreateUserMessageItem("Thanks."),
                ResponseItem.CreateAssistantMessageItem(first),
                ResponseItem.CreateUserMessageItem("And you?"),
                ResponseItem.CreateAssistantMessageItem(second),
                ResponseItem.CreateUserMessageItem("And you?"),
            ])),
            responses.Body);

        var third = session.Messages[^1].Text;
        var llama = await AskAsync(harness, session, "llama", "And you?");
        Oracle.Same(Ollama(first, second, third), llama.Body);

        var fourth = session.Messages[^1].Text;
        var back = await AskAsync(harness, session, "claude", "Well?");
        Oracle.Same(
            await AnthropicOracleTests.Send(AnthropicOracleTests.Params(
            [
                .. Anthropic(oslo, rome, night, thinking: false),
                new UserMessageParam("Thanks."),
                new AssistantMessageParam(first),
                new UserMessageParam("And you?"),
                new AssistantMessageParam(second),
                new UserMessageParam("And you?"),
                new AssistantMessageParam(third),
                new UserMessageParam("And you?"),
                new AssistantMessageParam(fourth),
                new UserMessageParam("Well?"),
            ])),
            back.Body);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [GeneratedRegex("call_[0-9a-f]{24}")]
    private static partial Regex MadeId();

    private static ClientHarness NewHarness()
    {
        var harness = new ClientHarness();
        harness.WriteConfig($$"""
            default_provider: llama
            sessions: { on_switch: keep }
            providers:
              claude: { name: anthropic, model: model-1, base_url: '{{harness.Simulator.BaseUrl}}', prompt_cache: off }
              gpt: { name: openai, model: model-1, base_url: '{{harness.Simulator.BaseUrl}}v1' }
              responses: { name: openai-responses, model: model-1, base_url: '{{harness.Simulator.BaseUrl}}v1' }
              llama: { name: ollama, model: model-1, base_url: '{{harness.Simulator.BaseUrl}}' }
            """);
        return harness;
    }

    // Two calls with ids that others refuse; a call whose id was there before, after signed thinking; and an answer that was cut
    // in the middle of a call, so that no result could follow.
    private static void Past(Session session)
    {
        Answer(session, "gpt", "tool_calls", Samples.Calls(Call("functions.weather:0", "Oslo"), Call("functions.weather:1", "Rome")), Samples.User("Weather in Oslo and Rome?"));
        Answer(session, "gpt", "stop", Samples.Assistant("Rain and sun."), Result("functions.weather:0", "Rain"), Result("functions.weather:1", "Sun"));
        var thought = new ChatMessage(ChatRole.Assistant, [new ThinkingPart("Again.", Signature: "signed"), new ToolCallPart(Call("functions.weather:0", "Oslo"))]);
        Answer(session, "claude", "tool_calls", thought, Samples.User("And tonight in Oslo?"));
        Answer(session, "claude", "stop", Samples.Assistant("Snow."), Result("functions.weather:0", "Snow"));
        var cut = new ChatMessage(ChatRole.Assistant, [new TextPart("Let me see."), new ToolCallPart(Call("call_cut", "Ro"))]);
        Answer(session, "claude", "length", cut, Samples.User("And in Rome?"));
    }

    private static void Answer(Session session, string provider, string finishReason, ChatMessage answer, params ChatMessage[] asked)
    {
        var turn = session.Begin(asked, new LeadWorkerConfig(), leadWorker: false);
        turn.Complete(Sessions.Conversation.Answer(turn, answer, provider, finishReason));
    }

    private static ToolCall Call(string id, string city) => new(id, "weather", $$"""{"city":"{{city}}"}""");

    // The tool's name is left to be found by its call.
    private static ChatMessage Result(string id, string text) => Samples.Results(new ToolResult(id, "", text));

    private static async Task<(JsonElement Body, IReadOnlyList<string> Ids)> AskAsync(ClientHarness harness, Session session, string provider, string prompt)
    {
        await harness.Client.ChangeSessionAsync(session, new SessionChange { Provider = provider }, harness.Caller, Cancellation);
        var response = await harness.Client.AskAsync(ClientHarness.Question(prompt) with { Session = session }, harness.Caller, Cancellation);
        Assert.Equal(provider, response.Provider);
        var body = harness.Simulator.Requests[^1].Body;
        return (Json.Parse(body), [.. MadeId().Matches(body).Select(match => match.Value).Distinct()]);
    }

    private static IEnumerable<MessageParam> Anthropic(string oslo, string rome, string night, bool thinking)
    {
        List<ContentBlockParam> thought = thinking ? [new ThinkingBlockParam { Thinking = "Again.", Signature = "signed" }] : [];
        return
        [
            new UserMessageParam("Weather in Oslo and Rome?"),
            new AssistantMessageParam(new List<ContentBlockParam> { Use(oslo, "Oslo"), Use(rome, "Rome") }),
            new UserMessageParam(new List<ContentBlockParam>
            {
                new ToolResultBlockParam(oslo) { Content = "Rain" },
                new ToolResultBlockParam(rome) { Content = "Sun" },
            }),
            new AssistantMessageParam("Rain and sun."),
            new UserMessageParam("And tonight in Oslo?"),
            new AssistantMessageParam(new List<ContentBlockParam>([.. thought, Use(night, "Oslo")])),
            new UserMessageParam(new List<ContentBlockParam> { new ToolResultBlockParam(night) { Content = "Snow" } }),
            new AssistantMessageParam("Snow."),
            new UserMessageParam("And in Rome?"),
            new AssistantMessageParam("Let me see."),
        ];
    }

    private static ToolUseBlockParam Use(string id, string city) => new()
    {
        ID = id,
        Name = "weather",
        Input = new Dictionary<string, JsonElement> { ["city"] = JsonSerializer.SerializeToElement(city) },
    };

    // A server of this protocol that is not the service itself takes whatever ids it gave.
    private static IEnumerable<OpenAI.Chat.ChatMessage> OpenAIChat() =>
    [
        new UserChatMessage("Weather in Oslo and Rome?"),
        new AssistantChatMessage([Function("functions.weather:0", "Oslo"), Function("functions.weather:1", "Rome")]),
        new ToolChatMessage("functions.weather:0", "Rain"),
        new ToolChatMessage("functions.weather:1", "Sun"),
        new AssistantChatMessage("Rain and sun."),
        new UserChatMessage("And tonight in Oslo?"),
        new AssistantChatMessage([Function("functions.weather:0", "Oslo")]),
        new ToolChatMessage("functions.weather:0", "Snow"),
        new AssistantChatMessage("Snow."),
        new UserChatMessage("And in Rome?"),
        new AssistantChatMessage("Let me see."),
    ];

    private static ChatToolCall Function(string id, string city) =>
        ChatToolCall.CreateFunctionToolCall(id, "weather", BinaryData.FromString($$"""{"city":"{{city}}"}"""));

    private static IEnumerable<ResponseItem> Responses(string oslo, string rome, string night) =>
    [
        ResponseItem.CreateUserMessageItem("Weather in Oslo and Rome?"),
        Item(oslo, "Oslo"),
        Item(rome, "Rome"),
        ResponseItem.CreateFunctionCallOutputItem(oslo, "Rain"),
        ResponseItem.CreateFunctionCallOutputItem(rome, "Sun"),
        ResponseItem.CreateAssistantMessageItem("Rain and sun."),
        ResponseItem.CreateUserMessageItem("And tonight in Oslo?"),
        Item(night, "Oslo"),
        ResponseItem.CreateFunctionCallOutputItem(night, "Snow"),
        ResponseItem.CreateAssistantMessageItem("Snow."),
        ResponseItem.CreateUserMessageItem("And in Rome?"),
        ResponseItem.CreateAssistantMessageItem("Let me see."),
    ];

    private static ResponseItem Item(string id, string city) =>
        ResponseItem.CreateFunctionCallItem(id, "weather", BinaryData.FromString($$"""{"city":"{{city}}"}"""));

    // There is no official client of .NET for this one: docs/api.md says what its messages are.
    private static JsonElement Ollama(string first, string second, string third) => JsonSerializer.SerializeToElement(new
    {
        model = "model-1",
        stream = false,
        messages = new object[]
        {
            new { role = "user", content = "Weather in Oslo and Rome?" },
            new { role = "assistant", content = "", tool_calls = new[] { Called("Oslo"), Called("Rome") } },
            new { role = "tool", tool_name = "weather", content = "Rain" },
            new { role = "tool", tool_name = "weather", content = "Sun" },
            new { role = "assistant", content = "Rain and sun." },
            new { role = "user", content = "And tonight in Oslo?" },
            new { role = "assistant", content = "", tool_calls = new[] { Called("Oslo") } },
            new { role = "tool", tool_name = "weather", content = "Snow" },
            new { role = "assistant", content = "Snow." },
            new { role = "user", content = "And in Rome?" },
            new { role = "assistant", content = "Let me see." },
            new { role = "user", content = "Thanks." },
            new { role = "assistant", content = first },
            new { role = "user", content = "And you?" },
            new { role = "assistant", content = second },
            new { role = "user", content = "And you?" },
            new { role = "assistant", content = third },
            new { role = "user", content = "And you?" },
        },
    });

    private static object Called(string city) => new { function = new { name = "weather", arguments = new { city } } };
}
