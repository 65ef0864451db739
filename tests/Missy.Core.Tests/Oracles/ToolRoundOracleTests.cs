using System.ClientModel;
using System.Text.Json;
using Anthropic;
using Anthropic.Models.Messages;
using Missy.Tests.Tools;
using OpenAI;
using OpenAI.Chat;

namespace Missy.Tests.Oracles;

/// <summary>After a round of tools Missy sends the messages that the official clients send for the same turn.</summary>
public sealed class ToolRoundOracleTests
{
    private const string Question = "How high is it, and when?";

    [Fact]
    public async Task The_second_request_is_that_of_the_official_OpenAI_client()
    {
        using var bench = new ToolBench();
        var calls = (await bench.AskAsync("openai")).ToolCalls;
        using var server = new RecordingServer(
            """{"id":"c1","object":"chat.completion","created":1760000000,"model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"ok"}}]}""");
        var client = new ChatClient("m", new ApiKeyCredential("test-key-1"), new OpenAIClientOptions { Endpoint = server.BaseUrl });

        await client.CompleteChatAsync(
            [
                new UserChatMessage(Question),
                new AssistantChatMessage(calls.Select(
                    call => ChatToolCall.CreateFunctionToolCall(call.Id, call.Name, BinaryData.FromString(call.RawArguments)))),
                new ToolChatMessage(calls[0].Id, "get_tide ran"),
                new ToolChatMessage(calls[1].Id, "get_time ran"),
            ],
            null,
            TestContext.Current.CancellationToken);

        Oracle.Same(Messages(await server.BodyAsync()), Messages(Support.Json.Parse(bench.Simulator.Requests[^1].Body)));
    }

    [Fact]
    public async Task The_second_request_is_that_of_the_official_Anthropic_client()
    {
        using var bench = new ToolBench();
        var calls = (await bench.AskAsync("anthropic")).ToolCalls;
        using var server = new RecordingServer(
            """{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"ok"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}""");
        var client = new AnthropicClient { ApiKey = "test-key-1", BaseUrl = server.BaseUrl.GetLeftPart(UriPartial.Authority), MaxRetries = 0 };

        await client.Messages.Create(
            new MessageCreateParams
            {
                Model = "m",
                MaxTokens = 64,
                Messages =
                [
                    new UserMessageParam(Question),
                    new AssistantMessageParam(calls.Select(call => (ContentBlockParam)new ToolUseBlockParam
                    {
                        ID = call.Id,
                        Name = call.Name,
                        Input = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(call.RawArguments)!,
                    }).ToList()),
                    new UserMessageParam(calls.Select(call => (ContentBlockParam)new ToolResultBlockParam(call.Id) { Content = $"{call.Name} ran" }).ToList()),
                ],
            },
            TestContext.Current.CancellationToken);

        Oracle.Same(Messages(await server.BodyAsync()), Messages(Support.Json.Parse(bench.Simulator.Requests[^1].Body)));
    }

    private static JsonElement Messages(JsonElement body) => body.GetProperty("messages");
}
