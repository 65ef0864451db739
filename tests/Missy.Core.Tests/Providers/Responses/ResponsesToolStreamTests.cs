using Missy.Chat;
using Missy.Tests.Support;
using static Missy.Tests.Providers.Responses.ResponsesFixtures;

namespace Missy.Tests.Providers.Responses;

public sealed class ResponsesToolStreamTests
{
    private static readonly ToolCall[] Calls =
        [new("call_a", "weather", """{"city":"Zürich"}"""), new("call_b", "weather", """{"city":"Oslo"}""")];

    [Fact]
    public async Task Interleaved_calls_come_out_whole_each_as_it_ends()
    {
        var chunks = await Wire.Stream(Protocol, ToolStream);

        Assert.Equal(Calls, chunks.Where(chunk => chunk.Kind == ChunkKind.ToolCall).Select(chunk => chunk.ToolCall));
        var response = chunks[^1].Response!;
        Assert.Equal(Calls, response.ToolCalls);
        Assert.Equal(FinishReason.ToolCalls, response.FinishReason);
        Assert.Equal(
            [new TextPart("Looking …"), new ToolCallPart(Calls[0]), new ToolCallPart(Calls[1])],
            response.Message.Content);
    }

    [Fact]
    public Task The_chunks_are_the_same_at_every_byte_boundary() => StreamLaws.SameChunksAtEveryCut(Protocol, ToolStream);

    [Fact]
    public Task With_CRLF_the_chunks_are_the_same_at_every_byte_boundary() =>
        StreamLaws.SameChunksAtEveryCut(Protocol, ToolStream.Replace("\n", "\r\n", StringComparison.Ordinal));

    [Fact]
    public Task A_stream_cut_anywhere_before_its_last_event_is_whole_is_an_error_with_the_text_so_far() =>
        StreamLaws.EveryCutBeforeTheEndIsAnError(Protocol, ToolStream, TextEnd);

    [Theory]
    [InlineData("\"item_id\":\"fc_1\",", "\"item_id\":\"fc_2\",")]
    [InlineData("\"output_index\":1,", "\"output_index\":2,")]
    public async Task Either_the_id_or_the_place_tells_interleaved_calls_apart(string first, string second)
    {
        var stream = ToolStream.Replace(first, "", StringComparison.Ordinal).Replace(second, "", StringComparison.Ordinal);

        Assert.Equal(Calls, (await Wire.Stream(Protocol, stream))[^1].Response!.ToolCalls);
    }

    [Theory]
    [InlineData("response.output_item.added")]
    [InlineData("response.output_item.done")]
    [InlineData("response.function_call_arguments.delta")]
    [InlineData("response.function_call_arguments.done")]
    public async Task Whatever_kind_of_event_is_missing_the_calls_are_whole(string missing)
    {
        var stream = string.Join(
            "\n\n",
            ToolStream.Split("\n\n").Where(part => !part.StartsWith("event: " + missing + "\n", StringComparison.Ordinal)));

        var chunks = await Wire.Stream(Protocol, stream);

        Assert.Equal(Calls.OrderBy(call => call.Id), chunks[^1].Response!.ToolCalls.OrderBy(call => call.Id));
        Assert.Equal(2, chunks.Count(chunk => chunk.Kind == ChunkKind.ToolCall));
    }

    [Fact]
    public async Task Arguments_that_are_not_JSON_are_kept_raw_and_marked()
    {
        var call = Assert.Single(await CallsOf("""{"city": Oslo}""", "completed"));

        Assert.Equal("""{"city": Oslo}""", call.RawArguments);
        Assert.True(call.Malformed);
        Assert.Null(call.Arguments);
    }

    [Fact]
    public async Task A_call_without_arguments_has_none()
    {
        var call = Assert.Single(await CallsOf("", "completed"));

        Assert.False(call.Malformed);
        Assert.Empty(call.Arguments!);
    }

    [Fact]
    public async Task A_call_cut_before_its_first_argument_is_no_call() => Assert.Empty(await CallsOf("", "incomplete"));

    [Fact]
    public async Task A_call_cut_within_its_arguments_is_marked()
    {
        var call = Assert.Single(await CallsOf("{\"city\":\"Os", "incomplete"));

        Assert.True(call.Malformed);
    }

    [Fact]
    public async Task A_call_that_was_never_finished_in_a_cut_answer_is_no_call()
    {
        var response = (await Wire.Stream(Protocol, Events(
            """{"type":"response.output_item.added","output_index":0,"item":{"id":"fc_1","type":"function_call","call_id":"call_a","name":"erase","arguments":""}}""",
            """{"type":"response.incomplete","response":{"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"output":[]}}""")))[^1].Response!;

        Assert.Empty(response.ToolCalls);
        Assert.Equal(FinishReason.Length, response.FinishReason);
    }

    private static async Task<IReadOnlyList<ToolCall>> CallsOf(string arguments, string status)
    {
        var text = System.Text.Json.JsonSerializer.Serialize(arguments);
        return (await Wire.Stream(Protocol, Events(
            """{"type":"response.output_item.added","output_index":0,"item":{"id":"fc_1","type":"function_call","call_id":"call_a","name":"weather","arguments":""}}""",
            $$$"""{"type":"response.function_call_arguments.delta","item_id":"fc_1","output_index":0,"delta":{{{text}}}}""",
            $$$"""{"type":"response.output_item.done","output_index":0,"item":{"id":"fc_1","type":"function_call","status":"{{{status}}}","call_id":"call_a","name":"weather","arguments":{{{text}}}}}""",
            $$$"""{"type":"response.{{{status}}}","response":{"status":"{{{status}}}","output":[]}}""")))[^1].Response!.ToolCalls;
    }
}
