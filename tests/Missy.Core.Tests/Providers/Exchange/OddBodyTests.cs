using Missy.Chat;
using Missy.Simulation;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Exchanges;

/// <summary>Bodies of another form or size than was asked for.</summary>
public sealed class OddBodyTests
{
    private const string Blank = "     \n\n\n\n\n\n\n\n\n\n\n\n\n\n\n     \r\n";

    private static readonly Dictionary<string, string> Whole = new()
    {
        ["anthropic"] = """{"type":"message","model":"x","content":[{"type":"thinking","thinking":"Hm"},{"type":"text","text":"Said"},{"type":"tool_use","id":"c","name":"n","input":{}}],"stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":2}}""",
        ["openai"] = """{"model":"x","choices":[{"message":{"reasoning_content":"Hm","content":"Said","tool_calls":[{"id":"c","function":{"name":"n","arguments":"{}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}""",
        ["openai-responses"] = """{"model":"x","status":"completed","output":[{"type":"reasoning","summary":[{"type":"summary_text","text":"Hm"}]},{"type":"message","content":[{"type":"output_text","text":"Said"}]},{"type":"function_call","call_id":"c","name":"n","arguments":"{}"}],"usage":{"input_tokens":1,"output_tokens":2}}""",
    };

    public static TheoryData<string, string, string> Documents
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var wire in Whole.Keys)
            {
                rows.Add(wire, "application/json", "");
                rows.Add(wire, "application/json; charset=utf-8", Blank);
                rows.Add(wire, "text/event-stream", "");
                rows.Add(wire, "text/plain", "\n ");
                rows.Add(wire, "application/json", "\ufeff");
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_whole_answer_where_a_stream_was_asked_for_is_shown_as_chunks(string wire, string type, string before)
    {
        using var server = new ScriptedServer(ScriptedServer.Answer(before + Whole[wire], type: type, headers: "x-request-id: req-1\r\n"));
        using var harness = new ProviderHarness(server.BaseUrl);

        var outcome = await harness.AskAsync(wire, stream: true);

        Assert.Equal(
            [ChunkKind.Thinking, ChunkKind.Text, ChunkKind.ToolCall, ChunkKind.Usage, ChunkKind.Done],
            outcome.Chunks.Select(chunk => chunk.Kind));
        Assert.Equal(("Said", "Hm", "req-1"), (outcome.Response!.Content, outcome.Response.Thinking, outcome.Response.RequestId));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html></html>", "text/html")]
    [InlineData("\ufeff\n <html>", "text/event-stream")]
    [InlineData("<html>\n</html>\n", "application/x-ndjson")]
    public async Task A_web_page_is_a_malformed_answer_on_every_wire(string page, string type)
    {
        using var server = new ScriptedServer(ScriptedServer.Answer(page, type: type));
        foreach (var (wire, stream) in ProviderHarness.Ways)
        {
            using var harness = new ProviderHarness(server.BaseUrl);

            var failure = (await harness.AskAsync(wire, stream)).Failure!;

            Assert.Equal(ErrorKind.MalformedResponse, failure.Kind);
            Assert.Contains("the body is no JSON", failure.Message, StringComparison.Ordinal);
            Assert.Contains(server.BaseUrl.Authority, failure.Remedy, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai")]
    [InlineData("openai-responses")]
    [InlineData("ollama")]
    public async Task An_answer_may_be_as_large_as_allowed_and_not_a_byte_larger(string wire)
    {
        using var server = new ScriptedServer(ScriptedServer.Answer(new string(' ', 5000) + "{}"));
        using var harness = new ProviderHarness(server.BaseUrl);

        var within = (await harness.AskAsync(wire, stream: false, settings => settings with { MaxResponseBytes = 5002 })).Failure!;
        var beyond = (await harness.AskAsync(wire, stream: false, settings => settings with { MaxResponseBytes = 5001 })).Failure;

        Assert.DoesNotContain("max_response_bytes", within.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.MalformedResponse, beyond!.Kind);
        Assert.Equal("it sent more than 5001 bytes ('network.max_response_bytes').", beyond.Message);
    }

    [Theory]
    [InlineData("anthropic", 1500)]
    [InlineData("openai", 1500)]
    [InlineData("openai-responses", 3000)]
    [InlineData("ollama", 1500)]
    public async Task A_stream_larger_than_allowed_is_cut_and_keeps_its_text(string wire, int limit)
    {
        using var harness = new ProviderHarness("small-chunks;bytes=50");

        var outcome = await harness.AskAsync(wire, stream: true, settings => settings with { MaxResponseBytes = limit });

        Assert.Equal(ErrorKind.Truncated, outcome.Failure!.Kind);
        Assert.StartsWith($"it sent more than {limit} bytes ('network.max_response_bytes'); ", outcome.Failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(outcome.Text);
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai")]
    [InlineData("openai-responses")]
    [InlineData("ollama")]
    public async Task Padding_that_never_ends_is_given_up(string wire)
    {
        using var harness = new ProviderHarness("oversized-body");

        var failure = (await harness.AskAsync(wire, stream: true, settings => settings with { MaxResponseBytes = 300_000 })).Failure!;

        Assert.Equal(ErrorKind.MalformedResponse, failure.Kind);
        Assert.Contains("network.max_response_bytes", failure.Remedy, StringComparison.Ordinal);
        await harness.Simulator.WaitForAbortAsync(1, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("ollama")]
    public async Task A_line_of_ten_megabytes_is_one_chunk(string wire)
    {
        using var harness = new ProviderHarness("long-line");

        var outcome = await harness.AskAsync(wire, stream: true);

        Assert.Contains(outcome.Chunks, chunk => chunk.Text.Length >= 10 * 1024 * 1024);
    }

    [Fact]
    public async Task An_error_body_is_read_no_further_than_it_is_worth()
    {
        using var harness = new ProviderHarness();
        harness.Simulator.AddFault(FaultRule.Parse("500;message=" + new string('m', 200_000)));

        var failure = (await harness.AskAsync("openai", stream: false)).Failure!;

        Assert.Equal(ErrorKind.Unavailable, failure.Kind);
        Assert.True(failure.Message.Length < 600);
    }

    [Theory]
    [InlineData("\ud83d")]
    [InlineData("a\udc00b")]
    public async Task A_prompt_with_half_a_character_is_sent_or_refused_with_reason(string prompt)
    {
        using var harness = new ProviderHarness();
        foreach (var wire in ProviderHarness.Wires)
        {
            var question = Wire.Question with { Messages = [new ChatMessage(ChatRole.User, prompt)] };

            var answer = await harness.Provider(wire).CompleteAsync(question, null, TestContext.Current.CancellationToken);

            Assert.Contains("\ufffd", answer.Content, StringComparison.Ordinal);
        }
    }
}
