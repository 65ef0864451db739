using System.ClientModel;
using System.Text.Json;
using Anthropic;
using Anthropic.Models.Messages;
using Missy.Chat;
using Missy.Network;
using Missy.Tests.Client;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Responses;
using ChatMessage = Missy.Chat.ChatMessage;

#pragma warning disable OPENAI001 // The Responses part of the official client is marked as experimental.

namespace Missy.Tests.Oracles;

/// <summary>What the official clients read in an answer, Missy reads in it too: text, finish, tokens and tool calls, whole and streamed.</summary>
public sealed class AnswerOracleTests : IDisposable
{
    private const string Prompt = "Grüße aus 東京 🗼";
    private const string Schema = """{"type":"object","required":["city","days"],"properties":{"city":{"type":"string"},"days":{"type":"integer","minimum":3}}}""";

    private readonly ClientHarness _harness = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 5)]
    public async Task Chat_Completions(bool tools, int maxTokens)
    {
        var client = new OpenAIClient(
            new ApiKeyCredential("test-key-1"), new OpenAIClientOptions { Endpoint = new Uri(_harness.Simulator.BaseUrl, "v1") });
        var options = new ChatCompletionOptions { MaxOutputTokenCount = maxTokens > 0 ? maxTokens : null };
        if (tools)
        {
            options.Tools.Add(ChatTool.CreateFunctionTool("get_weather", "Weather", BinaryData.FromString(Schema)));
        }

        ChatCompletion theirs = await client.GetChatClient("m").CompleteChatAsync([new UserChatMessage(Prompt)], options, Token);

        await AssertSameAsync("openai", "v1", tools, maxTokens, new Reading(
            string.Concat(theirs.Content.Select(part => part.Text)),
            theirs.Model,
            theirs.FinishReason switch
            {
                ChatFinishReason.Length => FinishReason.Length,
                ChatFinishReason.ToolCalls => FinishReason.ToolCalls,
                _ => FinishReason.Stop,
            },
            theirs.Usage.InputTokenCount,
            theirs.Usage.OutputTokenCount,
            Calls(theirs.ToolCalls.Select(call => (call.Id, call.FunctionName, call.FunctionArguments.ToString())))));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 5)]
    public async Task Responses(bool tools, int maxTokens)
    {
        var client = new OpenAIClient(
            new ApiKeyCredential("test-key-1"), new OpenAIClientOptions { Endpoint = new Uri(_harness.Simulator.BaseUrl, "v1") });
        var options = new CreateResponseOptions("m", [ResponseItem.CreateUserMessageItem(Prompt)])
        {
            MaxOutputTokenCount = maxTokens > 0 ? maxTokens : null,
        };
        if (tools)
        {
            options.Tools.Add(ResponseTool.CreateFunctionTool("get_weather", BinaryData.FromString(Schema), false, "Weather"));
        }

        ResponseResult theirs = await client.GetResponsesClient().CreateResponseAsync(options, Token);
        var calls = theirs.OutputItems.OfType<FunctionCallResponseItem>().ToList();

        await AssertSameAsync("openai-responses", "v1", tools, maxTokens, new Reading(
            theirs.GetOutputText() ?? "",
            theirs.Model,
            theirs.Status == ResponseStatus.Incomplete ? FinishReason.Length : calls.Count > 0 ? FinishReason.ToolCalls : FinishReason.Stop,
            (int)theirs.Usage.InputTokenCount,
            (int)theirs.Usage.OutputTokenCount,
            Calls(calls.Select(call => (call.CallId, call.FunctionName, call.FunctionArguments.ToString())))));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 5)]
    public async Task Anthropic_Messages(bool tools, int maxTokens)
    {
        using var client = new AnthropicClient
        {
            ApiKey = "test-key-1",
            BaseUrl = _harness.Simulator.BaseUrl.AbsoluteUri.TrimEnd('/'),
            MaxRetries = 0,
        };
        var request = new MessageCreateParams
        {
            Model = "m",
            MaxTokens = maxTokens > 0 ? maxTokens : 4096,
            Messages = [new UserMessageParam { Content = Prompt }],
        };
        if (tools)
        {
            var schema = JsonDocument.Parse(Schema).RootElement;
            request = request with
            {
                Tools =
                [
                    new Tool
                    {
                        Name = "get_weather",
                        Description = "Weather",
                        InputSchema = new InputSchema
                        {
                            Properties = schema.GetProperty("properties").EnumerateObject().ToDictionary(part => part.Name, part => part.Value),
                            Required = ["city", "days"],
                        },
                    },
                ],
            };
        }

        var theirs = await client.Messages.Create(request, Token);
        var calls = theirs.Content.Select(block => block.TryPickToolUse(out var call) ? call : null).OfType<ToolUseBlock>();

        await AssertSameAsync("anthropic", "", tools, maxTokens, new Reading(
            string.Concat(theirs.Content.Select(block => block.TryPickText(out var text) ? text.Text : "")),
            theirs.Model.Raw(),
            theirs.StopReason!.Value() switch
            {
                StopReason.MaxTokens => FinishReason.Length,
                StopReason.ToolUse => FinishReason.ToolCalls,
                _ => FinishReason.Stop,
            },
            (int)theirs.Usage.InputTokens,
            (int)theirs.Usage.OutputTokens,
            Calls(calls.Select(call => (call.ID, call.Name, JsonSerializer.Serialize(call.Input))))));
    }

    public void Dispose() => _harness.Dispose();

    private static string Calls(IEnumerable<(string Id, string Name, string Arguments)> calls) =>
        string.Join(';', calls.Select(call => $"{call.Id} {call.Name} {JsonDocument.Parse(call.Arguments).RootElement}"));

    private async Task AssertSameAsync(string wire, string path, bool tools, int maxTokens, Reading theirs)
    {
        _harness.WriteConfig($"providers: {{ it: {{ name: {wire}, model: m, base_url: '{_harness.Simulator.BaseUrl}{path}', api_key: test-key-1 }} }}");
        var provider = _harness.Client.Registry.Get("it").Chat;
        var key = new Credential("test", new Secret("test-key-1"));
        var request = new CompletionRequest
        {
            Model = "m",
            Messages = [new ChatMessage(ChatRole.User, Prompt)],
            MaxTokens = maxTokens > 0 ? maxTokens : null,
            Tools = tools ? [new ToolDefinition("get_weather", "Weather", JsonDocument.Parse(Schema).RootElement)] : [],
        };

        var whole = await provider.CompleteAsync(request, key, Token);
        var chunks = new List<CompletionChunk>();
        await foreach (var chunk in provider.StreamAsync(request, key, Token))
        {
            chunks.Add(chunk);
        }

        Assert.Equal(theirs, Read(whole));
        Assert.Equal(theirs, Read(chunks[^1].Response!));
        Assert.Equal(theirs.Text, string.Concat(chunks.Where(chunk => chunk.Kind == ChunkKind.Text).Select(chunk => chunk.Text)));
    }

    private static Reading Read(CompletionResponse ours) => new(
        ours.Content,
        ours.Model,
        ours.FinishReason,
        ours.Usage.PromptTokens,
        ours.Usage.CompletionTokens,
        Calls(ours.ToolCalls.Select(call => (call.Id, call.Name, call.RawArguments))));

    private sealed record Reading(string Text, string Model, FinishReason Finish, int Prompt, int Completion, string Calls);
}
