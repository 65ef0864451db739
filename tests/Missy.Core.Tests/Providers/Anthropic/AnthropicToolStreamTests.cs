using Missy.Chat;
using Missy.Providers.Anthropic;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Anthropic;

public sealed class AnthropicToolStreamTests
{
    private const string Start =
        """{"type":"message_start","message":{"id":"msg_1","model":"claude-test-1","usage":{"input_tokens":12,"output_tokens":1}}}""";

    private const string End = """{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":44}}""";

    private const string Stop = """{"type":"message_stop"}""";

    private static readonly AnthropicProtocol Protocol = new(new AnthropicWireOptions());

    private static readonly string Interleaved = Sse.Typed(
        Start,
        """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Ich sehe nach…"}}""",
        """{"type":"content_block_stop","index":0}""",
        Open(1, "tu_1", "get_tide"),
        Open(2, "tu_2", "get_tide"),
        Piece(1, ""),
        Piece(2, "{\\\"harbour\\\":"),
        Piece(1, "{\\\"harbour\\\": \\\"B\u00fc"),
        Piece(2, "\\\"Husum\\\""),
        Piece(1, "sum\\\"}"),
        Piece(2, "}"),
        Close(2),
        Close(1),
        Open(3, "tu_3", "get_time"),
        Close(3),
        End,
        Stop);

    [Fact]
    public async Task Interleaved_calls_are_put_together_by_their_index()
    {
        var chunks = await Wire.Stream(Protocol, Interleaved);

        Assert.Equal(
            ["get_tide({\"harbour\":\"Husum\"})", "get_tide({\"harbour\": \"Büsum\"})", "get_time({})"],
            chunks.Where(chunk => chunk.Kind == ChunkKind.ToolCall).Select(chunk => chunk.ToolCall!.ToString()));
        var response = chunks[^1].Response!;
        Assert.Equal(["tu_1", "tu_2", "tu_3"], response.ToolCalls.Select(call => call.Id));
        Assert.Equal("Büsum", response.ToolCalls[0].Arguments!["harbour"]);
        Assert.Equal("Ich sehe nach…", response.Content);
        Assert.Equal(FinishReason.ToolCalls, response.FinishReason);
    }

    [Fact]
    public Task Calls_are_the_same_at_every_byte_boundary() => StreamLaws.SameChunksAtEveryCut(Protocol, Interleaved);

    [Fact]
    public Task A_stream_of_calls_cut_anywhere_is_an_error() =>
        StreamLaws.EveryCutBeforeTheEndIsAnError(Protocol, Interleaved, "event: message_stop");

    [Fact]
    public async Task Arguments_that_are_no_object_are_kept_raw_and_marked()
    {
        var call = await OnlyCall(Open(0, "tu_1", "get_tide"), Piece(0, "{\\\"harbour\\\": \\\"Hus"), Close(0));

        Assert.True(call.Malformed);
        Assert.Equal("{\"harbour\": \"Hus", call.RawArguments);
    }

    [Fact]
    public async Task A_call_that_is_never_closed_is_closed_by_the_end()
    {
        var call = await OnlyCall(Open(0, "tu_1", "get_tide"), Piece(0, "{\\\"harbour\\\":1}"));

        Assert.Equal("{\"harbour\":1}", call.RawArguments);
    }

    [Fact]
    public async Task Arguments_that_come_with_the_opening_are_not_doubled_by_pieces()
    {
        var call = await OnlyCall(
            """{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"tu_1","name":"get_tide","input":{"harbour":"Husum"}}}""",
            Piece(0, "{\\\"harbour\\\":\\\"Husum\\\"}"),
            Close(0));

        Assert.Equal("{\"harbour\":\"Husum\"}", call.RawArguments);
    }

    [Fact]
    public async Task Tools_of_the_service_itself_are_no_calls_for_us()
    {
        var chunks = await Wire.Stream(Protocol, Sse.Typed(
            Start,
            """{"type":"content_block_start","index":0,"content_block":{"type":"server_tool_use","id":"srv_1","name":"web_search","input":{}}}""",
            Piece(0, "{\\\"query\\\":1}"),
            Close(0),
            """{"type":"content_block_start","index":1,"content_block":{"type":"web_search_tool_result","tool_use_id":"srv_1","content":[]}}""",
            Close(1),
            """{"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"Found."}}""",
            """{"type":"message_delta","delta":{"stop_reason":"pause_turn"}}""",
            Stop));

        Assert.Empty(chunks[^1].Response!.ToolCalls);
        Assert.Equal(FinishReason.Stop, chunks[^1].Response!.FinishReason);
    }

    private static async Task<ToolCall> OnlyCall(params string[] events) =>
        Assert.Single((await Wire.Stream(Protocol, Sse.Typed([Start, .. events, End, Stop])))[^1].Response!.ToolCalls);

    private static string Open(int index, string id, string name) =>
        $$$$"""{"type":"content_block_start","index":{{{{index}}}},"content_block":{"type":"tool_use","id":"{{{{id}}}}","name":"{{{{name}}}}","input":{}}}""";

    private static string Piece(int index, string json) =>
        $$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"input_json_delta","partial_json":"{{{json}}}"}}""";

    private static string Close(int index) => $$$"""{"type":"content_block_stop","index":{{{index}}}}""";
}
