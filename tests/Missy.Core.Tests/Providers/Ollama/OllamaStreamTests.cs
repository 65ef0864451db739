using Missy.Chat;
using Missy.Providers.Ollama;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Ollama;

public sealed class OllamaStreamTests
{
    private const string End =
        """{"model":"llama-test","message":{"role":"assistant","content":""},"done_reason":"stop","done":true,"prompt_eval_count":26,"eval_count":14,"eval_duration":777}""";

    private const string LastBytes = "777}";

    private static readonly OllamaProtocol Protocol = new();

    private static readonly string Answer = Lines(
        """{"model":"llama-test","created_at":"2026-01-02T03:04:05Z","message":{"role":"assistant","content":"","thinking":"Mønd "},"done":false}""",
        """{"model":"llama-test","message":{"role":"assistant","content":"","thinking":"und Flut"},"done":false}""",
        Text("Grüße "),
        "",
        """{"model":"llama-test","note":"of tomorrow","done":false}""",
        Text("aus 東京 🚢"),
        End);

    private static readonly string Calls = Lines(
        Text("Ich sehe nach…"),
        """{"message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"get_tide","arguments":{"harbour":"Büsum"}}}]},"done":false}""",
        """{"message":{"content":"","tool_calls":[{"function":{"name":"get_tide","arguments":{"harbour":"Husum"}}},{"id":"call_own","function":{"name":"get_time","arguments":{}}}]},"done":false}""",
        End);

    [Fact]
    public async Task Thinking_text_and_usage_come_as_chunks_and_the_answer_is_whole()
    {
        var chunks = await Wire.Stream(Protocol, Answer);

        Assert.Equal(
            [ChunkKind.Thinking, ChunkKind.Thinking, ChunkKind.Text, ChunkKind.Text, ChunkKind.Usage, ChunkKind.Done],
            chunks.Select(chunk => chunk.Kind));
        var response = chunks[^1].Response!;
        Assert.Equal("Grüße aus 東京 🚢", response.Content);
        Assert.Equal("Mønd und Flut", response.Thinking);
        Assert.Equal("llama-test", response.Model);
        Assert.Equal(FinishReason.Stop, response.FinishReason);
        Assert.Equal(new TokenUsage(26, 14), response.Usage);
    }

    [Fact]
    public async Task Calls_that_come_in_several_lines_are_several_calls()
    {
        var chunks = await Wire.Stream(Protocol, Calls);

        Assert.Equal(
            ["get_tide({\"harbour\":\"Büsum\"})", "get_tide({\"harbour\":\"Husum\"})", "get_time({})"],
            chunks.Where(chunk => chunk.Kind == ChunkKind.ToolCall).Select(chunk => chunk.ToolCall!.ToString()));
        var response = chunks[^1].Response!;
        Assert.Equal(3, response.ToolCalls.Select(call => call.Id).Distinct().Count());
        Assert.Equal(FinishReason.ToolCalls, response.FinishReason);
    }

    [Fact]
    public Task The_chunks_are_the_same_at_every_byte_boundary() => StreamLaws.SameChunksAtEveryCut(Protocol, Answer);

    [Fact]
    public Task With_CRLF_the_chunks_are_the_same_at_every_byte_boundary() =>
        StreamLaws.SameChunksAtEveryCut(Protocol, Sse.WithCrLf(Answer));

    [Fact]
    public Task Calls_are_the_same_at_every_byte_boundary() => StreamLaws.SameChunksAtEveryCut(Protocol, Calls);

    [Fact]
    public async Task Line_ends_do_not_matter_and_the_last_may_be_missing()
    {
        var expected = Wire.Shape(await Wire.Stream(Protocol, Answer));

        Assert.Equal(expected, Wire.Shape(await Wire.Stream(Protocol, Sse.WithCrLf(Answer))));
        Assert.Equal(expected, Wire.Shape(await Wire.Stream(Protocol, Answer.TrimEnd())));
    }

    [Fact]
    public Task A_stream_cut_anywhere_before_done_is_an_error_with_the_text_so_far() =>
        StreamLaws.EveryCutBeforeTheEndIsAnError(Protocol, Answer, LastBytes);

    [Fact]
    public Task A_stream_of_calls_cut_anywhere_is_an_error() => StreamLaws.EveryCutBeforeTheEndIsAnError(Protocol, Calls, LastBytes);

    [Theory]
    [InlineData("length", FinishReason.Length)]
    [InlineData("load", FinishReason.Stop)]
    [InlineData("unload", FinishReason.Stop)]
    public async Task Every_done_reason_has_its_meaning(string reason, FinishReason expected)
    {
        var chunks = await Wire.Stream(
            Protocol, Lines(Text("x"), End.Replace("\"stop\"", $"\"{reason}\"", StringComparison.Ordinal)));

        Assert.Equal(expected, chunks[^1].Response!.FinishReason);
    }

    [Fact]
    public async Task The_last_line_needs_no_message_and_no_counts()
    {
        var response = (await Wire.Stream(Protocol, Lines(Text("All."), """{"model":"llama-test","done":true}""")))[^1].Response!;

        Assert.Equal("All.", response.Content);
        Assert.Equal(TokenUsage.None, response.Usage);
    }

    [Fact]
    public async Task A_first_line_that_is_an_error_is_that_error()
    {
        var (failure, text) = await Wire.FailingStream(Protocol, Sse.AsStream(Lines("""{"error":"no memory left"}""")));

        Assert.Equal(ErrorKind.Unavailable, failure.Kind);
        Assert.Contains("no memory left", failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.PartialText);
        Assert.Equal("", text);
    }

    [Fact]
    public async Task A_late_error_carries_the_text_so_far()
    {
        var (failure, text) = await Wire.FailingStream(
            Protocol, Sse.AsStream(Lines(Text("Half an "), """{"error":"the model stopped"}""", Text("lost"), End)));

        Assert.Equal(ErrorKind.Unavailable, failure.Kind);
        Assert.Equal("Half an ", failure.PartialText);
        Assert.Equal("Half an ", text);
    }

    [Theory]
    [InlineData("{not json")]
    [InlineData("[]")]
    [InlineData("{} {}")]
    public async Task A_malformed_line_is_a_malformed_answer_before_text_and_a_cut_one_after(string line)
    {
        var (early, _) = await Wire.FailingStream(Protocol, Sse.AsStream(Lines(line, End)));
        var (late, _) = await Wire.FailingStream(Protocol, Sse.AsStream(Lines(Text("So far"), line, End)));

        Assert.Equal(ErrorKind.MalformedResponse, early.Kind);
        Assert.Equal(ErrorKind.Truncated, late.Kind);
        Assert.Equal("So far", late.PartialText);
    }

    [Fact]
    public async Task What_follows_the_end_marker_is_no_part_of_the_answer() => Assert.Equal(
        Wire.Shape(await Wire.Stream(Protocol, Answer)),
        Wire.Shape(await Wire.Stream(Protocol, Answer + Lines(Text("More."), """{"error":"x"}""", "{junk"))));

    private static string Lines(params string[] lines) => string.Concat(lines.Select(line => line + "\n"));

    private static string Text(string text) =>
        $$$"""{"model":"llama-test","message":{"role":"assistant","content":"{{{text}}}"},"done":false}""";
}
