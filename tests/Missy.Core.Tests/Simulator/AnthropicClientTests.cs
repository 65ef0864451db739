using System.Text.Json;
using System.Text;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Anthropic;
using Missy.Simulation;

namespace Missy.Tests.Simulator;

/// <summary>The official Anthropic client, unchanged, against the simulator.</summary>
public sealed class AnthropicClientTests : IDisposable
{
    private readonly SimulatorServer _server = SimulatorServer.Start();
    private readonly AnthropicClient _client;

    public AnthropicClientTests() => _client = new AnthropicClient
    {
        ApiKey = "test-key-1",
        BaseUrl = _server.BaseUrl.AbsoluteUri.TrimEnd('/'),
        MaxRetries = 0,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Tool Weather => new()
    {
        Name = "get_weather",
        InputSchema = new InputSchema
        {
            Properties = new Dictionary<string, JsonElement>
            {
                ["city"] = JsonSerializer.SerializeToElement(new { type = "string" }),
                ["days"] = JsonSerializer.SerializeToElement(new { type = "integer", minimum = 3 }),
            },
            Required = ["city", "days"],
        },
    };

    [Fact]
    public async Task It_completes_a_message()
    {
        var answer = await _client.Messages.Create(Request("Grüße aus 東京"), Token);

        Assert.True(answer.Content[0].TryPickText(out var text));
        Assert.Contains("simulated", text.Text, StringComparison.Ordinal);
        Assert.Contains("Grüße aus 東京", text.Text, StringComparison.Ordinal);
        Assert.Equal(StopReason.EndTurn, answer.StopReason!.Value());
        Assert.True(answer.Usage.OutputTokens > 0);
    }

    [Fact]
    public async Task It_streams_thinking_and_text()
    {
        var text = new StringBuilder();
        var thinking = new StringBuilder();
        var stopped = false;
        await foreach (var item in _client.Messages.CreateStreaming(
            Request("Hello there") with { Thinking = new ThinkingConfigEnabled { BudgetTokens = 1024 } }, Token))
        {
            if (item.TryPickContentBlockDelta(out var delta))
            {
                text.Append(delta.Delta.TryPickText(out var piece) ? piece.Text : "");
                thinking.Append(delta.Delta.TryPickThinking(out var thought) ? thought.Thinking : "");
            }

            stopped |= item.TryPickStop(out _);
        }

        Assert.Contains("Hello there", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("simulated", thinking.ToString(), StringComparison.Ordinal);
        Assert.True(stopped);
    }

    [Fact]
    public async Task It_is_called_for_a_tool_once_and_answered_from_its_result()
    {
        var request = Request("Weather?") with { Tools = [Weather] };
        var answer = await _client.Messages.Create(request, Token);
        Assert.Equal(StopReason.ToolUse, answer.StopReason!.Value());
        Assert.True(answer.Content[0].TryPickToolUse(out var call));
        Assert.Equal("get_weather", call.Name);
        Assert.Equal("city", call.Input["city"].GetString());
        Assert.Equal(3, call.Input["days"].GetInt32());

        var final = await _client.Messages.Create(
            request with
            {
                Messages =
                [
                    .. request.Messages,
                    new AssistantMessageParam { Content = new List<ContentBlockParam> { new ToolUseBlockParam { ID = call.ID, Name = call.Name, Input = call.Input } } },
                    new UserMessageParam { Content = new List<ContentBlockParam> { new ToolResultBlockParam { ToolUseID = call.ID, Content = "rain all day" } } },
                ],
            },
            Token);
        Assert.True(final.Content[0].TryPickText(out var text));
        Assert.Contains("rain all day", text.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_streams_a_tool_call_in_fragments_of_its_arguments()
    {
        var arguments = new List<string>();
        await foreach (var item in _client.Messages.CreateStreaming(Request("Weather?") with { Tools = [Weather] }, Token))
        {
            if (item.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickInputJson(out var piece))
            {
                arguments.Add(piece.PartialJson);
            }
        }

        Assert.True(arguments.Count > 2);
        Assert.Equal("""{"city":"city","days":3}""", string.Concat(arguments));
    }

    [Fact]
    public async Task It_lists_models()
    {
        var page = await _client.Models.List(cancellationToken: Token);

        Assert.Equal(["simulator-small", "simulator-large"], page.Items.Select(model => model.ID));
    }

    [Fact]
    public async Task A_status_fault_is_its_exception()
    {
        _server.AddFault(FaultRule.Parse("429;retry-after=2"));

        var exception = await Assert.ThrowsAsync<AnthropicRateLimitException>(() => _client.Messages.Create(Request("Hi"), Token));

        Assert.Contains("rate_limit_error", exception.Message, StringComparison.Ordinal);
    }

    private static MessageCreateParams Request(string prompt) => new()
    {
        MaxTokens = 2000,
        Model = "simulator-small",
        Messages = [new UserMessageParam { Content = prompt }],
    };

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }
}
