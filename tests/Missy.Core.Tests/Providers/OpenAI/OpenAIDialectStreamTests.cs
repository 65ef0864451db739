using Missy.Chat;
using Missy.Providers.OpenAI;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.OpenAI;

/// <summary>What the compatible services do differently while streaming.</summary>
public sealed class OpenAIDialectStreamTests
{
    private const string Done = "[DONE]";

    private static readonly OpenAIProtocol Protocol = new(new OpenAIWireOptions());

    [Fact]
    public async Task A_first_chunk_of_filter_results_with_empty_names_does_not_name_the_answer()
    {
        var response = await Answer(
            """{"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0,"content_filter_results":{}}]}""",
            """{"id":"c1","model":"gpt-test-1","choices":[{"index":0,"delta":{"role":"assistant","content":"Ahoy"},"content_filter_results":{}}]}""",
            Finish("stop"),
            Done);

        Assert.Equal("Ahoy", response.Content);
        Assert.Equal("gpt-test-1", response.Model);
        Assert.Equal("c1", response.RequestId);
    }

    [Theory]
    [InlineData("stop", FinishReason.Stop)]
    [InlineData("eos", FinishReason.Stop)]
    [InlineData("length", FinishReason.Length)]
    [InlineData("max_tokens", FinishReason.Length)]
    [InlineData("model_length", FinishReason.Length)]
    [InlineData("content_filter", FinishReason.ContentFilter)]
    [InlineData("tool_calls", FinishReason.ToolCalls)]
    [InlineData("function_call", FinishReason.ToolCalls)]
    public async Task Every_finish_reason_has_its_meaning(string reason, FinishReason expected) =>
        Assert.Equal(expected, (await Answer(Delta("""{"content":"x"}"""), Finish(reason), Done)).FinishReason);

    [Fact]
    public async Task A_refusal_in_pieces_is_text_and_a_content_filter()
    {
        var response = await Answer(
            Delta("""{"role":"assistant","content":null,"refusal":null}"""),
            Delta("""{"refusal":"I would "}"""),
            Delta("""{"refusal":"rather not."}"""),
            Finish("stop"),
            Done);

        Assert.Equal("I would rather not.", response.Content);
        Assert.Equal(FinishReason.ContentFilter, response.FinishReason);
    }

    [Theory]
    [InlineData("""{"reasoning_content":"Ebb, ","content":null}""", """{"reasoning_content":"then.","content":""}""")]
    [InlineData("""{"reasoning":"Ebb, ","content":""}""", """{"reasoning":"then."}""")]
    [InlineData(
        """{"content":[{"type":"thinking","thinking":[{"type":"text","text":"Ebb, "}]}]}""",
        """{"content":[{"type":"thinking","thinking":[{"type":"text","text":"then."}]}]}""")]
    public async Task Reasoning_comes_first_in_each_services_spelling(string first, string second)
    {
        var response = await Answer(Delta(first), Delta(second), Delta("""{"content":"Low."}"""), Finish("stop"), Done);

        Assert.Equal("Ebb, then.", response.Thinking);
        Assert.Equal([new ThinkingPart("Ebb, then."), new TextPart("Low.")], response.Message.Content);
    }

    [Fact]
    public async Task Content_in_parts_is_text()
    {
        var response = await Answer(
            Delta("""{"content":[{"type":"text","text":"Low "}]}"""), Delta("""{"content":"water."}"""), Finish("stop"), Done);

        Assert.Equal("Low water.", response.Content);
    }

    [Fact]
    public async Task Usage_may_be_missing_null_or_repeated()
    {
        const string usage = """{"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2}}""";

        Assert.Equal(TokenUsage.None, (await Answer(Delta("""{"content":"x"}"""), Finish("stop"), Done)).Usage);
        var chunks = await Wire.Stream(Protocol, Sse.Data(Delta("""{"content":"x"}"""), """{"choices":[],"usage":null}""", usage, usage, Done));
        Assert.Equal([ChunkKind.Text, ChunkKind.Usage, ChunkKind.Done], chunks.Select(chunk => chunk.Kind));
        Assert.Equal(new TokenUsage(5, 2), chunks[^1].Response!.Usage);
    }

    [Fact]
    public async Task Other_choices_and_unknown_events_are_passed_over()
    {
        var response = await Answer(
            """{"object":"of.tomorrow","delta":"no"}""",
            """{"choices":[{"index":1,"delta":{"content":"Second opinion"}}]}""",
            """{"choices":[{"delta":{"content":"First"}}]}""",
            Finish("stop"),
            Done);

        Assert.Equal("First", response.Content);
    }

    [Fact]
    public async Task What_follows_the_end_marker_is_no_part_of_the_answer()
    {
        var body = Sse.Data(Delta("""{"content":"All."}"""), Finish("stop"), Done);

        Assert.Equal(
            Wire.Shape(await Wire.Stream(Protocol, body)),
            Wire.Shape(await Wire.Stream(Protocol, body + Sse.Data(Delta("""{"content":"More."}"""), """{"error":"x"}""", "{junk"))));
    }

    [Fact]
    public async Task Comments_and_other_fields_are_no_data()
    {
        var response = (await Wire.Stream(
            Protocol,
            ": OPENROUTER PROCESSING\n\nretry: 10\nid: 4\ndata: " + Delta("""{"content":"Ahoy"}""") + "\n\n: again\n\n" + Sse.Data(Finish("stop"), Done)))[^1].Response!;

        Assert.Equal("Ahoy", response.Content);
    }

    private static async Task<CompletionResponse> Answer(params string[] data) =>
        (await Wire.Stream(Protocol, Sse.Data(data)))[^1].Response!;

    private static string Delta(string delta) => $$$"""{"choices":[{"index":0,"delta":{{{delta}}}}]}""";

    private static string Finish(string reason) => $$$"""{"choices":[{"index":0,"delta":{},"finish_reason":"{{{reason}}}"}]}""";
}
