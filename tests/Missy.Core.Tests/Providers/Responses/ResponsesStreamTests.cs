using Missy.Chat;
using Missy.Tests.Support;
using static Missy.Tests.Providers.Responses.ResponsesFixtures;

namespace Missy.Tests.Providers.Responses;

public sealed class ResponsesStreamTests
{
    private const string Completed = """{"type":"response.completed","response":{"id":"resp_1","status":"completed","model":"gpt-x","output":[]}}""";

    [Fact]
    public async Task A_stream_gives_thinking_text_usage_and_the_whole_answer()
    {
        var chunks = await Wire.Stream(Protocol, TextStream);

        Assert.Equal(
            [ChunkKind.Thinking, ChunkKind.Thinking, ChunkKind.Text, ChunkKind.Text, ChunkKind.Usage, ChunkKind.Done],
            chunks.Select(chunk => chunk.Kind));
        Assert.Equal("Grüße aus 東京 🗼", Wire.Text(chunks));
        var response = chunks[^1].Response!;
        Assert.Equal("Grüße aus 東京 🗼", response.Content);
        Assert.Equal("gpt-x-2026-01-01", response.Model);
        Assert.Equal("resp_1", response.RequestId);
        Assert.Equal(FinishReason.Stop, response.FinishReason);
        Assert.Equal(new TokenUsage(11, 13, 4, 6), response.Usage);
        Assert.Equal([new ThinkingPart("Which language?", Encrypted: "sealed-1", Id: "rs_1"), new TextPart("Grüße aus 東京 🗼")], response.Message.Content);
    }

    [Fact]
    public Task The_chunks_are_the_same_at_every_byte_boundary() => StreamLaws.SameChunksAtEveryCut(Protocol, TextStream);

    [Fact]
    public Task With_CRLF_the_chunks_are_the_same_at_every_byte_boundary() =>
        StreamLaws.SameChunksAtEveryCut(Protocol, TextStream.Replace("\n", "\r\n", StringComparison.Ordinal));

    [Fact]
    public Task A_stream_cut_anywhere_before_its_last_event_is_whole_is_an_error_with_the_text_so_far() =>
        StreamLaws.EveryCutBeforeTheEndIsAnError(Protocol, TextStream, TextEnd);

    [Fact]
    public async Task Events_without_names_are_read_by_their_type() =>
        Assert.Equal(
            Wire.Shape(await Wire.Stream(Protocol, TextStream)),
            Wire.Shape(await Wire.Stream(Protocol, string.Join('\n', TextStream.Split('\n').Where(line => !line.StartsWith("event:", StringComparison.Ordinal))))));

    [Fact]
    public async Task Events_without_types_are_read_by_their_name() =>
        Assert.Equal("Hi", Wire.Text(await Wire.Stream(
            Protocol,
            "event: response.output_text.delta\ndata: {\"delta\":\"Hi\"}\n\nevent: response.completed\ndata: {\"response\":{\"status\":\"completed\"}}\n\n")));

    [Fact]
    public async Task What_follows_the_end_is_no_part_of_the_answer()
    {
        var chunks = await Wire.Stream(
            Protocol,
            TextStream + "data: [DONE]\n\ndata: {\"type\":\"response.output_text.delta\",\"item_id\":\"msg_1\",\"delta\":\"more\"}\n\ndata: garbage\n\n");

        Assert.Equal(Wire.Shape(await Wire.Stream(Protocol, TextStream)), Wire.Shape(chunks));
    }

    [Fact]
    public async Task Unknown_events_and_keep_alives_are_left_alone()
    {
        var noise = ": ping\n\ndata: {\"type\":\"keepalive\",\"sequence_number\":3}\n\ndata: {\"type\":\"codex.rate_limits\",\"error\":\"none\"}\n\n" +
            "data: {\"type\":\"response.web_search_call.searching\",\"item_id\":\"ws_1\"}\n\ndata: {\"type\":7}\n\ndata: {}\n\n";
        var noisy = TextStream.Replace("event: response.output_text.delta", noise + "event: response.output_text.delta", StringComparison.Ordinal);

        Assert.Equal(Wire.Shape(await Wire.Stream(Protocol, TextStream)), Wire.Shape(await Wire.Stream(Protocol, noisy)));
    }

    [Theory]
    [InlineData("response.output_text.delta")]
    [InlineData("response.output_text.done")]
    [InlineData("response.output_item.added")]
    [InlineData("response.output_item.done")]
    [InlineData("response.reasoning_summary_text.delta")]
    [InlineData("response.reasoning_summary_text.done")]
    public async Task Whatever_kind_of_event_is_missing_the_text_comes_once(string missing)
    {
        var chunks = await Wire.Stream(Protocol, Without(TextStream, missing));

        Assert.Equal("Grüße aus 東京 🗼", Wire.Text(chunks));
        Assert.Equal("Grüße aus 東京 🗼", chunks[^1].Response!.Content);
        Assert.Equal("Which language?", chunks[^1].Response!.Thinking);
    }

    [Fact]
    public async Task Text_that_is_only_in_the_last_snapshot_is_read_from_there()
    {
        var end = TextStream[TextStream.IndexOf("event: response.completed", StringComparison.Ordinal)..];
        var response = (await Wire.Stream(Protocol, end))[^1].Response!;

        Assert.Equal("Grüße aus 東京 🗼", response.Content);
        Assert.Equal([new ThinkingPart("Which language?", Encrypted: "sealed-2", Id: "rs_1"), new TextPart("Grüße aus 東京 🗼")], response.Message.Content);
    }

    [Fact]
    public async Task Of_a_snapshot_only_the_unseen_rest_is_added()
    {
        var lost = TextStream.Replace("\"delta\":\"aus 東京 🗼\"", "\"delta\":\"aus \"", StringComparison.Ordinal);

        var chunks = await Wire.Stream(Protocol, lost);

        Assert.Equal(["Grüße ", "aus ", "東京 🗼"], chunks.Where(chunk => chunk.Kind == ChunkKind.Text).Select(chunk => chunk.Text));
    }

    [Fact]
    public async Task A_snapshot_that_contradicts_what_was_said_adds_nothing()
    {
        var chunks = await Wire.Stream(Protocol, Events(
            """{"type":"response.output_text.delta","item_id":"msg_1","output_index":0,"content_index":0,"delta":"Hello"}""",
            """{"type":"response.output_text.done","item_id":"msg_1","output_index":0,"content_index":0,"text":"HELLO there"}""",
            Completed));

        Assert.Equal("Hello", Wire.Text(chunks));
    }

    [Fact]
    public async Task A_snapshot_under_other_ids_and_with_items_left_out_repeats_nothing()
    {
        var chunks = await Wire.Stream(Protocol, Events(
            """{"type":"response.output_item.added","output_index":0,"item":{"id":"rs_1","type":"reasoning","summary":[]}}""",
            """{"type":"response.output_item.added","output_index":1,"item":{"id":"msg_1","type":"message","content":[]}}""",
            """{"type":"response.output_text.delta","item_id":"msg_x","output_index":1,"content_index":0,"delta":"Once"}""",
            """{"type":"response.output_item.done","output_index":1,"item":{"id":"msg_y","type":"message","content":[{"type":"output_text","text":"Once"}]}}""",
            """{"type":"response.completed","response":{"status":"completed","output":[{"id":"msg_z","type":"message","content":[{"type":"output_text","text":"Once"}]}]}}"""));

        Assert.Equal("Once", Wire.Text(chunks));
    }

    [Fact]
    public async Task A_refusal_is_streamed_as_text_of_a_filtered_answer()
    {
        var chunks = await Wire.Stream(Protocol, Events(
            """{"type":"response.refusal.delta","item_id":"msg_1","output_index":0,"content_index":0,"delta":"I cannot "}""",
            """{"type":"response.refusal.delta","item_id":"msg_1","output_index":0,"content_index":0,"delta":"do that."}""",
            """{"type":"response.refusal.done","item_id":"msg_1","output_index":0,"content_index":0,"refusal":"I cannot do that."}""",
            Completed));

        Assert.Equal("I cannot do that.", Wire.Text(chunks));
        Assert.Equal(FinishReason.ContentFilter, chunks[^1].Response!.FinishReason);
    }

    [Fact]
    public async Task Reasoning_of_open_models_is_streamed_as_thinking()
    {
        var response = (await Wire.Stream(Protocol, Events(
            """{"type":"response.reasoning_text.delta","item_id":"rs_1","output_index":0,"content_index":0,"delta":"Let me "}""",
            """{"type":"response.reasoning_text.done","item_id":"rs_1","output_index":0,"content_index":0,"text":"Let me see."}""",
            """{"type":"response.output_text.delta","item_id":"msg_1","output_index":1,"content_index":0,"delta":"Yes."}""",
            Completed)))[^1].Response!;

        Assert.Equal("Let me see.", response.Thinking);
        Assert.Equal("Yes.", response.Content);
    }

    [Fact]
    public async Task An_answer_without_usage_is_whole_and_counts_nothing()
    {
        var chunks = await Wire.Stream(Protocol, Events(
            """{"type":"response.output_text.delta","item_id":"msg_1","output_index":0,"content_index":0,"delta":"All"}""",
            Completed));

        Assert.Equal([ChunkKind.Text, ChunkKind.Done], chunks.Select(chunk => chunk.Kind));
        Assert.Equal(TokenUsage.None, chunks[^1].Response!.Usage);
    }

    [Theory]
    [InlineData("response.incomplete", "incomplete", "max_output_tokens", FinishReason.Length)]
    [InlineData("response.incomplete", "incomplete", "content_filter", FinishReason.ContentFilter)]
    [InlineData("response.done", "incomplete", "max_output_tokens", FinishReason.Length)]
    [InlineData("response.done", "completed", "", FinishReason.Stop)]
    public async Task Every_end_has_its_finish_reason(string type, string status, string reason, FinishReason expected)
    {
        var chunks = await Wire.Stream(Protocol, Events(
            """{"type":"response.output_text.delta","item_id":"msg_1","output_index":0,"content_index":0,"delta":"Half"}""",
            $$$"""{"type":"{{{type}}}","response":{"status":"{{{status}}}","incomplete_details":{"reason":"{{{reason}}}"},"output":[]}}"""));

        Assert.Equal(expected, chunks[^1].Response!.FinishReason);
        Assert.Equal("Half", chunks[^1].Response!.Content);
    }

    private static string Without(string stream, string type) => string.Join(
        "\n\n",
        stream.Split("\n\n").Where(part => !part.StartsWith("event: " + type + "\n", StringComparison.Ordinal)));
}
