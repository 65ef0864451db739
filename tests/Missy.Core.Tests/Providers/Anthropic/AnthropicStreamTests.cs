using Missy.Chat;
using Missy.Providers.Anthropic;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Anthropic;

public sealed class AnthropicStreamTests
{
    private const string Start =
        """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-test-1","content":[],"stop_reason":null,"usage":{"input_tokens":12,"cache_creation_input_tokens":3,"cache_read_input_tokens":5,"output_tokens":1}}}""";

    private const string TextStart = """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""";

    private const string TextStop = """{"type":"content_block_stop","index":0}""";

    private const string End =
        """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":17}}""";

    private const string Stop = """{"type":"message_stop"}""";

    private const string Ping = """{"type":"ping"}""";

    private static readonly AnthropicProtocol Protocol = new(new AnthropicWireOptions());

    private static readonly string Answer = ": hello\n\n" + Sse.Typed(
        Start,
        """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
        Ping,
        """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Mønd "}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"und Flut"}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"c2ln"}}""",
        TextStop,
        """{"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"b3BhcXVl"}}""",
        """{"type":"content_block_stop","index":1}""",
        """{"type":"content_block_start","index":2,"content_block":{"type":"text","text":""}}""",
        """{"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"Grüße "}}""",
        Ping,
        """{"type":"content_block_delta","index":2,"delta":{"type":"citations_delta","citation":{"cited_text":"x"}}}""",
        """{"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"aus 東京 🚢"}}""",
        """{"type":"content_block_stop","index":2}""",
        """{"type":"content_block_start","index":3,"content_block":{"type":"text","text":""}}""",
        """{"type":"content_block_delta","index":3,"delta":{"type":"text_delta","text":"!"}}""",
        """{"type":"content_block_stop","index":3}""",
        """{"type":"event_of_tomorrow","text":"no"}""",
        """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"input_tokens":0,"output_tokens":17,"output_tokens_details":{"thinking_tokens":6}}}""",
        Stop);

    [Fact]
    public async Task Thinking_text_and_usage_come_as_chunks_and_the_answer_is_whole()
    {
        var chunks = await Wire.Stream(Protocol, Answer);

        Assert.Equal(
            [
                ChunkKind.Usage, ChunkKind.Thinking, ChunkKind.Thinking, ChunkKind.Text, ChunkKind.Text, ChunkKind.Text, ChunkKind.Usage,
                ChunkKind.Done,
            ],
            chunks.Select(chunk => chunk.Kind));
        var response = chunks[^1].Response!;
        Assert.Equal("Grüße aus 東京 🚢!", response.Content);
        Assert.Equal("Mønd und Flut", response.Thinking);
        Assert.Equal("claude-test-1", response.Model);
        Assert.Equal("msg_1", response.RequestId);
        Assert.Equal(FinishReason.Stop, response.FinishReason);
        Assert.Equal(new TokenUsage(20, 17, 5, 6, 3), response.Usage);
        Assert.Equal(
            [
                new ThinkingPart("Mønd und Flut", "c2ln"),
                new ThinkingPart("", Encrypted: "b3BhcXVl"),
                new TextPart("Grüße aus 東京 🚢"),
                new TextPart("!"),
            ],
            response.Message.Content);
    }

    [Fact]
    public Task The_chunks_are_the_same_at_every_byte_boundary() => StreamLaws.SameChunksAtEveryCut(Protocol, Answer);

    [Fact]
    public Task With_CRLF_the_chunks_are_the_same_at_every_byte_boundary() =>
        StreamLaws.SameChunksAtEveryCut(Protocol, Sse.WithCrLf(Answer));

    [Fact]
    public async Task Line_ends_do_not_matter() => Assert.Equal(
        Wire.Shape(await Wire.Stream(Protocol, Answer)),
        Wire.Shape(await Wire.Stream(Protocol, Sse.WithCrLf(Answer))));

    [Fact]
    public Task A_stream_cut_anywhere_before_message_stop_is_an_error_with_the_text_so_far() =>
        StreamLaws.EveryCutBeforeTheEndIsAnError(Protocol, Answer, "event: message_stop");

    [Theory]
    [InlineData("max_tokens", FinishReason.Length)]
    [InlineData("model_context_window_exceeded", FinishReason.Length)]
    [InlineData("stop_sequence", FinishReason.Stop)]
    [InlineData("pause_turn", FinishReason.Stop)]
    [InlineData("refusal", FinishReason.ContentFilter)]
    public async Task Every_stop_reason_has_its_meaning(string reason, FinishReason expected)
    {
        var chunks = await Wire.Stream(Protocol, Sse.Typed(Start, TextStart, Text("x"), TextStop, End.Replace("end_turn", reason, StringComparison.Ordinal), Stop));

        Assert.Equal(expected, chunks[^1].Response!.FinishReason);
    }

    [Fact]
    public async Task A_first_event_that_is_an_error_is_that_error_and_no_answer()
    {
        var (failure, text) = await Wire.FailingStream(Protocol, Sse.AsStream(Sse.Typed(
            """{"type":"error","error":{"type":"overloaded_error","message":"Busy at the quay"},"request_id":"req_9"}""")));

        Assert.Equal(ErrorKind.Overloaded, failure.Kind);
        Assert.Equal("overloaded_error", failure.Code);
        Assert.Equal("req_9", failure.RequestId);
        Assert.Contains("Busy at the quay", failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.PartialText);
        Assert.Equal("", text);
    }

    [Theory]
    [InlineData("api_error", "Broken", ErrorKind.Unavailable)]
    [InlineData("rate_limit_error", "Slow", ErrorKind.RateLimited)]
    [InlineData("invalid_request_error", "Odd", ErrorKind.InvalidRequest)]
    [InlineData("invalid_request_error", "Your credit balance is too low now", ErrorKind.QuotaExceeded)]
    public async Task A_late_error_carries_the_text_so_far(string type, string message, ErrorKind kind)
    {
        var (failure, text) = await Wire.FailingStream(Protocol, Sse.AsStream(Sse.Typed(
            Start, TextStart, Text("Half an "), $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"{{{message}}}"}}""", Text("lost"), Stop)));

        Assert.Equal(kind, failure.Kind);
        Assert.Equal("Half an ", failure.PartialText);
        Assert.Equal("Half an ", text);
    }

    [Fact]
    public async Task A_malformed_event_before_any_text_is_a_malformed_answer()
    {
        var (failure, _) = await Wire.FailingStream(Protocol, Sse.AsStream(Sse.Typed(Start) + Sse.Data("{not json") + Sse.Typed(Stop)));

        Assert.Equal(ErrorKind.MalformedResponse, failure.Kind);
    }

    [Fact]
    public async Task A_malformed_event_after_text_cuts_the_answer()
    {
        var (failure, _) = await Wire.FailingStream(
            Protocol, Sse.AsStream(Sse.Typed(Start, TextStart, Text("So far")) + Sse.Data("{not json") + Sse.Typed(Stop)));

        Assert.Equal(ErrorKind.Truncated, failure.Kind);
        Assert.Equal("So far", failure.PartialText);
    }

    [Fact]
    public async Task What_follows_the_end_marker_is_no_part_of_the_answer()
    {
        var body = Sse.Typed(Start, TextStart, Text("All."), TextStop, End, Stop);

        Assert.Equal(
            Wire.Shape(await Wire.Stream(Protocol, body)),
            Wire.Shape(await Wire.Stream(Protocol, body + Sse.Typed(Text("More."), """{"type":"error","error":{"type":"api_error","message":"x"}}""") + "data: {junk\n\n")));
    }

    [Fact]
    public async Task Events_without_names_are_told_by_their_type()
    {
        var chunks = await Wire.Stream(Protocol, Sse.Data(Start, TextStart, Text("Plain"), TextStop, End, Stop));

        Assert.Equal("Plain", chunks[^1].Response!.Content);
    }

    [Fact]
    public async Task Text_that_opens_with_its_block_is_kept()
    {
        var chunks = await Wire.Stream(Protocol, Sse.Typed(
            Start, """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"At "}}""", Text("once"), TextStop, End, Stop));

        Assert.Equal("At once", chunks[^1].Response!.Content);
    }

    [Fact]
    public async Task A_block_that_is_never_closed_ends_where_the_next_begins()
    {
        var chunks = await Wire.Stream(
            Protocol, Sse.Typed(Start, TextStart, Text("One"), TextStart.Replace(":0", ":1", StringComparison.Ordinal), Text("Two"), End, Stop));

        Assert.Equal([new TextPart("One"), new TextPart("Two")], chunks[^1].Response!.Message.Content);
    }

    [Fact]
    public async Task Later_totals_without_a_reason_leave_the_reason_as_it_was()
    {
        var response = (await Wire.Stream(Protocol, Sse.Typed(
            Start,
            TextStart,
            Text("x"),
            TextStop,
            End.Replace("end_turn", "max_tokens", StringComparison.Ordinal),
            """{"type":"message_delta","delta":{},"usage":{"output_tokens":18}}""",
            Stop)))[^1].Response!;

        Assert.Equal(FinishReason.Length, response.FinishReason);
        Assert.Equal(18, response.Usage.CompletionTokens);
    }

    private static string Text(string text) =>
        $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{text}}}"}}""";
}
