using System.ClientModel.Primitives;
using System.ClientModel;
using System.Text;
using Missy.Simulation;
using OpenAI.Chat;
using OpenAI.Responses;
using OpenAI;

#pragma warning disable OPENAI001 // The Responses part of the official client is marked as experimental.

namespace Missy.Tests.Simulator;

/// <summary>The official OpenAI client, unchanged, against the simulator.</summary>
public sealed class OpenAIClientTests : IDisposable
{
    private const string Schema = """
        {"type":"object","required":["city","days"],"properties":{"city":{"type":"string"},"days":{"type":"integer","minimum":3},"unit":{"type":"string"}}}
        """;

    private readonly SimulatorServer _server = SimulatorServer.Start();
    private readonly OpenAIClient _client;

    public OpenAIClientTests() => _client = new OpenAIClient(
        new ApiKeyCredential("test-key-1"),
        new OpenAIClientOptions { Endpoint = new Uri(_server.BaseUrl, "v1"), RetryPolicy = new ClientRetryPolicy(0) });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_completes_a_chat()
    {
        ChatCompletion answer = await _client.GetChatClient("simulator-small").CompleteChatAsync([new UserChatMessage("Grüße aus 東京")], null, Token);

        Assert.Contains("simulated", answer.Content[0].Text, StringComparison.Ordinal);
        Assert.Contains("Grüße aus 東京", answer.Content[0].Text, StringComparison.Ordinal);
        Assert.Equal("simulator-small", answer.Model);
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        Assert.Equal(answer.Usage.InputTokenCount + answer.Usage.OutputTokenCount, answer.Usage.TotalTokenCount);
    }

    [Fact]
    public async Task It_streams_a_chat_to_the_same_text_and_usage()
    {
        var chat = _client.GetChatClient("simulator-small");
        ChatCompletion whole = await chat.CompleteChatAsync([new UserChatMessage("Hello there")], null, Token);
        var text = new StringBuilder();
        ChatFinishReason? finish = null;
        ChatTokenUsage? usage = null;
        var pieces = 0;
        await foreach (var update in chat.CompleteChatStreamingAsync([new UserChatMessage("Hello there")], null, Token))
        {
            foreach (var part in update.ContentUpdate)
            {
                pieces++;
                text.Append(part.Text);
            }

            finish ??= update.FinishReason;
            usage ??= update.Usage;
        }

        Assert.Equal(whole.Content[0].Text, text.ToString());
        Assert.Equal(ChatFinishReason.Stop, finish);
        Assert.Equal(whole.Usage.TotalTokenCount, usage!.TotalTokenCount);
        Assert.True(pieces > 5, $"{pieces} pieces");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_called_for_a_tool_once_and_answered_from_its_result(bool stream)
    {
        var chat = _client.GetChatClient("simulator-small");
        var options = new ChatCompletionOptions { Tools = { ChatTool.CreateFunctionTool("get_weather", "Weather", BinaryData.FromString(Schema)) } };
        List<ChatMessage> messages = [new UserChatMessage("Weather?")];
        string id = "", name = "";
        var arguments = new StringBuilder();
        if (stream)
        {
            await foreach (var update in chat.CompleteChatStreamingAsync(messages, options, Token))
            {
                foreach (var part in update.ToolCallUpdates)
                {
                    id += part.ToolCallId;
                    name += part.FunctionName;
                    arguments.Append(part.FunctionArgumentsUpdate);
                }
            }
        }
        else
        {
            ChatCompletion answer = await chat.CompleteChatAsync(messages, options, Token);
            var call = Assert.Single(answer.ToolCalls);
            (id, name) = (call.Id, call.FunctionName);
            arguments.Append(call.FunctionArguments);
            Assert.Equal(ChatFinishReason.ToolCalls, answer.FinishReason);
        }

        Assert.Equal("get_weather", name);
        Assert.Equal("""{"city":"city","days":3}""", arguments.ToString());
        messages.Add(new AssistantChatMessage([ChatToolCall.CreateFunctionToolCall(id, name, BinaryData.FromString(arguments.ToString()))]));
        messages.Add(new ToolChatMessage(id, "rain all day"));
        ChatCompletion final = await chat.CompleteChatAsync(messages, options, Token);
        Assert.Empty(final.ToolCalls);
        Assert.Contains("rain all day", final.Content[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_lists_models()
    {
        var models = await _client.GetOpenAIModelClient().GetModelsAsync(Token);

        Assert.Equal(["simulator-small", "simulator-large"], models.Value.Select(model => model.Id));
    }

    [Fact]
    public async Task It_completes_a_response()
    {
        ResponseResult answer = await _client.GetResponsesClient().CreateResponseAsync("simulator-small", "Hello there", null, Token);

        Assert.Contains("simulated", answer.GetOutputText(), StringComparison.Ordinal);
        Assert.Equal(ResponseStatus.Completed, answer.Status);
        Assert.True(answer.Usage.OutputTokenCount > 0);
    }

    [Fact]
    public async Task It_streams_a_response_with_reasoning_first()
    {
        var options = new CreateResponseOptions("simulator-small", [ResponseItem.CreateUserMessageItem("Hello there")])
        {
            StreamingEnabled = true,
            ReasoningOptions = new ResponseReasoningOptions { ReasoningEffortLevel = ResponseReasoningEffortLevel.Low, ReasoningSummaryVerbosity = ResponseReasoningSummaryVerbosity.Auto },
        };
        var text = new StringBuilder();
        ResponseResult? completed = null;
        await foreach (var update in await _client.GetResponsesClient().CreateResponseStreamingAsync(options, Token))
        {
            text.Append((update as StreamingResponseOutputTextDeltaUpdate)?.Delta);
            completed ??= (update as StreamingResponseCompletedUpdate)?.Response;
        }

        Assert.Contains("Hello there", text.ToString(), StringComparison.Ordinal);
        Assert.Equal(text.ToString(), completed!.GetOutputText());
        Assert.IsType<ReasoningResponseItem>(completed.OutputItems[0]);
        Assert.True(completed.Usage.OutputTokenDetails.ReasoningTokenCount > 0);
    }

    [Fact]
    public async Task A_response_calls_a_tool_and_answers_from_its_result()
    {
        var responses = _client.GetResponsesClient();
        var tool = ResponseTool.CreateFunctionTool("get_weather", BinaryData.FromString(Schema), false, "Weather");
        var options = new CreateResponseOptions("simulator-small", [ResponseItem.CreateUserMessageItem("Weather?")]) { Tools = { tool } };
        ResponseResult answer = await responses.CreateResponseAsync(options, Token);
        var call = Assert.IsType<FunctionCallResponseItem>(Assert.Single(answer.OutputItems));
        Assert.Equal("""{"city":"city","days":3}""", call.FunctionArguments.ToString());

        options.InputItems.Add(call);
        options.InputItems.Add(ResponseItem.CreateFunctionCallOutputItem(call.CallId, "rain all day"));
        ResponseResult final = await responses.CreateResponseAsync(options, Token);
        Assert.Contains("rain all day", final.GetOutputText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_fault_is_its_exception()
    {
        _server.AddFault(FaultRule.Parse("status=429;retry-after=2"));

        var exception = await Assert.ThrowsAsync<ClientResultException>(
            () => _client.GetChatClient("simulator-small").CompleteChatAsync([new UserChatMessage("Hi")], null, Token));

        Assert.Equal(429, exception.Status);
        Assert.Contains("rate_limit_exceeded", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _server.Dispose();
}
