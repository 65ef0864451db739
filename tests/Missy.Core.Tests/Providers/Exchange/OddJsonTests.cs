using System.Text;
using Missy.Chat;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Exchanges;

/// <summary>Whatever JSON a service sends, a call ends with an answer or with a failure of Missy's own.</summary>
public sealed class OddJsonTests
{
    private const int Rounds = 150;

    private static readonly Dictionary<string, string> Whole = new()
    {
        ["anthropic"] = """{"id":"m","type":"message","role":"assistant","model":"x","content":[{"type":"thinking","thinking":"t","signature":"s"},{"type":"text","text":"Said"},{"type":"tool_use","id":"c","name":"n","input":{"a":1}}],"stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":2,"cache_read_input_tokens":3}}""",
        ["openai"] = """{"id":"c","object":"chat.completion","model":"x","choices":[{"index":0,"message":{"role":"assistant","content":"Said","refusal":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"n","arguments":"{}"}}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":1}}}""",
        ["openai-responses"] = """{"id":"r","object":"response","model":"x","status":"completed","output":[{"id":"a","type":"reasoning","summary":[{"type":"summary_text","text":"t"}],"encrypted_content":"e"},{"id":"b","type":"message","role":"assistant","content":[{"type":"output_text","text":"Said"}]},{"id":"d","type":"function_call","call_id":"c","name":"n","arguments":"{}"}],"usage":{"input_tokens":1,"output_tokens":2,"input_tokens_details":{"cached_tokens":1}}}""",
        ["ollama"] = """{"model":"x","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"Said","thinking":"t","tool_calls":[{"function":{"name":"n","arguments":{"a":1}}}]},"done":true,"done_reason":"stop","prompt_eval_count":1,"eval_count":2}""",
    };

    private static readonly Dictionary<string, string[]> Events = new()
    {
        ["anthropic"] =
        [
            """{"type":"message_start","message":{"id":"m","model":"x","usage":{"input_tokens":1}}}""",
            """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Said"}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"c","name":"n","input":{}}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{}"}}""",
            """{"type":"content_block_stop","index":1}""",
            """{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":2}}""",
            """{"type":"message_stop"}""",
        ],
        ["openai"] =
        [
            """{"id":"c","model":"x","choices":[{"index":0,"delta":{"role":"assistant","content":"Said","reasoning_content":"t"}}]}""",
            """{"id":"c","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"n","arguments":"{"}}]}}]}""",
            """{"id":"c","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"}"}}]}}]}""",
            """{"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""",
            """{"id":"c","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2}}""",
            "[DONE]",
        ],
        ["openai-responses"] =
        [
            """{"type":"response.created","response":{"id":"r","model":"x"}}""",
            """{"type":"response.output_item.added","output_index":0,"item":{"id":"b","type":"message"}}""",
            """{"type":"response.output_text.delta","item_id":"b","output_index":0,"content_index":0,"delta":"Said"}""",
            """{"type":"response.output_item.added","output_index":1,"item":{"id":"d","type":"function_call","call_id":"c","name":"n"}}""",
            """{"type":"response.function_call_arguments.delta","item_id":"d","output_index":1,"delta":"{}"}""",
            """{"type":"response.output_item.done","output_index":1,"item":{"id":"d","type":"function_call","call_id":"c","name":"n","arguments":"{}"}}""",
            """{"type":"response.completed","response":{"id":"r","status":"completed","model":"x","output":[],"usage":{"input_tokens":1,"output_tokens":2}}}""",
        ],
        ["ollama"] =
        [
            """{"model":"x","message":{"role":"assistant","content":"Said"},"done":false}""",
            """{"model":"x","message":{"tool_calls":[{"function":{"name":"n","arguments":{"a":1}}}]},"done":false}""",
            """{"model":"x","message":{"content":""},"done":true,"done_reason":"stop","eval_count":2}""",
        ],
    };

    public static TheoryData<string> Wires => [.. ProviderHarness.Wires];

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_whole_answer_of_any_shape_is_read_or_refused(string wire)
    {
        var json = new RandomJson(1);
        var bodies = new List<string>();
        using var server = new ScriptedServer(_ =>
        {
            bodies.Add(json.Next(4) == 0 ? json.Object() : json.Like(Whole[wire]));
            return Encoding.UTF8.GetBytes(ScriptedServer.Answer(bodies[^1], json.Next(8) == 0 ? 400 : 200));
        });
        using var harness = new ProviderHarness(server.BaseUrl);

        var outcomes = await AskAsync(harness, wire, stream: false, bodies);

        Assert.Contains(outcomes, outcome => outcome.Response is not null);
        Assert.Contains(outcomes, outcome => outcome.Failure is not null);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_stream_of_events_of_any_shape_is_read_or_refused(string wire)
    {
        var json = new RandomJson(2);
        var bodies = new List<string>();
        using var server = new ScriptedServer(_ =>
        {
            var events = Events[wire].Select(data => json.Next(20) == 0 ? json.Object() : json.Next(3) == 0 ? json.Like(data) : data);
            bodies.Add(wire == "ollama" ? string.Join('\n', events) : Sse.Data([.. events]));
            return Encoding.UTF8.GetBytes(ScriptedServer.Answer(bodies[^1], type: "text/event-stream"));
        });
        using var harness = new ProviderHarness(server.BaseUrl);

        var outcomes = await AskAsync(harness, wire, stream: true, bodies);

        Assert.Contains(outcomes, outcome => outcome.Response is not null);
        Assert.Contains(outcomes, outcome => outcome.Failure is not null);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_model_list_of_any_shape_is_read_or_refused(string wire)
    {
        var json = new RandomJson(3);
        using var server = new ScriptedServer(_ => Encoding.UTF8.GetBytes(ScriptedServer.Answer(json.Next(2) == 0 ? json.Object() : json.Like(
            """{"object":"list","data":[{"id":"m","type":"model","display_name":"M","created":1,"created_at":"2026-01-01T00:00:00Z"}],"models":[{"name":"m","model":"m","modified_at":"2026-01-01T00:00:00Z"}]}"""))));
        using var harness = new ProviderHarness(server.BaseUrl);
        var provider = harness.Provider(wire);

        for (var round = 0; round < Rounds; round++)
        {
            try
            {
                Assert.All(
                    await provider.ListModelsAsync(ProviderHarness.Credential, TestContext.Current.CancellationToken),
                    model => Assert.NotEmpty(model.Id));
            }
            catch (MissyException exception)
            {
                Assert.NotEqual(ErrorKind.Unknown, exception.Kind);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Bytes_that_are_no_UTF_8_are_a_malformed_answer_and_nothing_worse(string wire)
    {
        foreach (var status in (int[])[200, 500])
        {
            foreach (var stream in (bool[])[false, true])
            {
                var body = stream
                    ? wire == "ollama" ? string.Join('\n', Events[wire]) : Sse.Data(Events[wire])
                    : Whole[wire];
                var error = """{"error":{"message":"Said","type":"api_error"}}""";
                using var server = new ScriptedServer(_ =>
                {
                    // As long in Latin-1 as the ASCII that it stands for, and no UTF-8.
                    var answer = ScriptedServer.Answer(status == 200 ? body : error, status, stream ? "text/event-stream" : "application/json");
                    return Encoding.Latin1.GetBytes(answer.Replace("\"Said\"", "\"S\u00ff\u00fed\"", StringComparison.Ordinal));
                });
                using var harness = new ProviderHarness(server.BaseUrl);

                var outcome = await harness.AskAsync(wire, stream);

                var said = outcome.Chunks.Any(chunk => chunk.Kind is ChunkKind.Text or ChunkKind.Thinking);
                Assert.Equal(
                    status != 200 ? ErrorKind.Unavailable : said ? ErrorKind.Truncated : ErrorKind.MalformedResponse,
                    outcome.Failure!.Kind);
            }
        }
    }

    [Fact]
    public async Task A_character_cut_in_two_by_the_service_is_whole_in_the_answer()
    {
        using var server = new ScriptedServer(ScriptedServer.Answer(
            Sse.Data(
                """{"choices":[{"index":0,"delta":{"content":"\"A\\\u00e4\t\ud83d"}}]}""",
                """{"choices":[{"index":0,"delta":{"content":"\uddfc!"}}]}""",
                "[DONE]"),
            type: "text/event-stream"));
        using var harness = new ProviderHarness(server.BaseUrl);

        var outcome = await harness.AskAsync("openai", stream: true);

        Assert.Null(outcome.Failure);
        Assert.Equal("\"A\\ä\t🗼!", outcome.Response!.Content);
    }

    private static async Task<List<Outcome>> AskAsync(ProviderHarness harness, string wire, bool stream, List<string> bodies)
    {
        var outcomes = new List<Outcome>();
        for (var round = 0; round < Rounds; round++)
        {
            try
            {
                var outcome = await harness.AskAsync(wire, stream);
                outcomes.Add(outcome);
                foreach (var call in outcome.Response?.ToolCalls ?? [])
                {
                    Assert.True(call.Malformed == call.Arguments is null);
                }
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{exception}\nfor {bodies[^1]}");
            }
        }

        return outcomes;
    }
}
