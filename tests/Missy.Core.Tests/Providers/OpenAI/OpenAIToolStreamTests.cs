using Missy.Chat;
using Missy.Providers.OpenAI;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.OpenAI;

public sealed class OpenAIToolStreamTests
{
    private static readonly OpenAIProtocol Protocol = new(new OpenAIWireOptions());

    private static readonly string Interleaved = Body(
        """{"index":0,"id":"c1","type":"function","function":{"name":"get_tide","arguments":""}}""",
        """{"index":1,"id":"c2","type":"function","function":{"name":"get_tide","arguments":"{\"harbour\":"}}""",
        """{"index":0,"function":{"arguments":"{\"harbour\": \"Bü"}}""",
        """{"index":1,"function":{"arguments":"\"Husum\"}"}}""",
        """{"index":0,"function":{"arguments":"sum\"}"}}""");

    [Fact]
    public async Task Interleaved_calls_are_put_together_by_their_index()
    {
        var chunks = await Wire.Stream(Protocol, Interleaved);

        Assert.Equal(
            ["get_tide({\"harbour\": \"Büsum\"})", "get_tide({\"harbour\":\"Husum\"})"],
            chunks.Where(chunk => chunk.Kind == ChunkKind.ToolCall).Select(chunk => chunk.ToolCall!.ToString()));
        var response = chunks[^1].Response!;
        Assert.Equal(["c1", "c2"], response.ToolCalls.Select(call => call.Id));
        Assert.Equal(FinishReason.ToolCalls, response.FinishReason);
    }

    [Fact]
    public Task Calls_are_the_same_at_every_byte_boundary() => StreamLaws.SameChunksAtEveryCut(Protocol, Interleaved);

    [Fact]
    public Task A_stream_of_calls_cut_anywhere_is_an_error() =>
        StreamLaws.EveryCutBeforeTheEndIsAnError(Protocol, Interleaved, "[DONE]");

    [Fact]
    public async Task Whole_calls_that_all_have_the_index_0_are_told_apart_by_their_ids()
    {
        var calls = await Calls(
            """{"index":0,"id":"c1","function":{"name":"get_tide","arguments":"{\"harbour\":\"Husum\"}"}}""",
            """{"index":0,"id":"c2","function":{"name":"get_time","arguments":"{}"}}""");

        Assert.Equal(["c1 get_tide({\"harbour\":\"Husum\"})", "c2 get_time({})"], calls.Select(call => $"{call.Id} {call}"));
    }

    [Fact]
    public async Task Whole_calls_without_an_index_are_told_apart_by_their_ids()
    {
        var calls = await Calls(
            """{"id":"c1","function":{"name":"get_time","arguments":{}}}""",
            """{"id":"c2","function":{"name":"get_time","arguments":{}}}""");

        Assert.Equal(["c1", "c2"], calls.Select(call => call.Id));
    }

    [Theory]
    [InlineData("c1")]
    [InlineData("")]
    [InlineData("another")]
    public async Task Pieces_of_one_call_may_repeat_its_id_leave_it_empty_or_make_one_up(string id)
    {
        var call = Assert.Single(await Calls(
            """{"index":0,"id":"c1","function":{"name":"get_tide","arguments":"{\"harbour\":"}}""",
            $$$"""{"index":0,"id":"{{{id}}}","function":{"name":"","arguments":"1"}}""",
            $$$"""{"index":0,"id":"{{{id}}}","function":{"name":null,"arguments":"}"}}"""));

        Assert.Equal("c1", call.Id);
        Assert.Equal("get_tide({\"harbour\":1})", call.ToString());
    }

    [Fact]
    public async Task Arguments_that_are_no_object_are_kept_raw_and_marked()
    {
        var call = Assert.Single(await Calls("""{"index":0,"id":"c1","function":{"name":"get_tide","arguments":"{\"harbour\": "}}"""));

        Assert.True(call.Malformed);
        Assert.Equal("{\"harbour\": ", call.RawArguments);
    }

    [Fact]
    public async Task Calls_are_seen_though_the_service_says_stop()
    {
        var body = Body("""{"index":0,"id":"c1","function":{"name":"get_time","arguments":"{}"}}""")
            .Replace("\"tool_calls\"}]", "\"stop\"}]", StringComparison.Ordinal);

        Assert.Equal(FinishReason.ToolCalls, (await Wire.Stream(Protocol, body))[^1].Response!.FinishReason);
    }

    private static async Task<IReadOnlyList<ToolCall>> Calls(params string[] calls) =>
        (await Wire.Stream(Protocol, Body(calls)))[^1].Response!.ToolCalls;

    private static string Body(params string[] calls) => Sse.Data(
    [
        """{"id":"c","model":"gpt-test-1","choices":[{"index":0,"delta":{"role":"assistant","content":null}}]}""",
        .. calls.Select(call => $$$$"""{"choices":[{"index":0,"delta":{"tool_calls":[{{{{call}}}}]}}]}"""),
        """{"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""",
        "[DONE]",
    ]);
}
