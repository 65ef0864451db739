using System.Text.Json;
using Missy.Chat;
using Missy.Providers.Anthropic;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Anthropic;

public sealed class AnthropicResponseTests
{
    private static readonly AnthropicProtocol Protocol = new(new AnthropicWireOptions());

    [Fact]
    public void A_whole_answer_is_read()
    {
        var response = Wire.Answer(Protocol, """
            {"id":"msg_harbour1","type":"message","role":"assistant","model":"claude-test-1","content":[{"type":"text","text":"Flood at noon."}],
             "stop_reason":"end_turn","stop_sequence":null,
             "usage":{"input_tokens":21,"cache_creation_input_tokens":100,"cache_read_input_tokens":2000,"output_tokens":9,
                      "output_tokens_details":{"thinking_tokens":4},"service_tier":"standard"}}
            """);

        Assert.Equal("Flood at noon.", response.Content);
        Assert.Equal("claude-test-1", response.Model);
        Assert.Equal("msg_harbour1", response.RequestId);
        Assert.Equal(FinishReason.Stop, response.FinishReason);
        Assert.Equal(new TokenUsage(2121, 9, 2000, 4, 100), response.Usage);
        Assert.Null(response.Thinking);
        Assert.Empty(response.ToolCalls);
    }

    [Fact]
    public void Thinking_first_several_texts_and_parallel_calls_keep_their_order()
    {
        var response = Wire.Answer(Protocol, """
            {"content":[
               {"type":"thinking","thinking":"First the tide.","signature":"c2ln"},
               {"type":"redacted_thinking","data":"b3BhcXVl"},
               {"type":"text","text":"Looking "},
               {"type":"server_tool_use","id":"srv_1","name":"web_search","input":{"query":"x"}},
               {"type":"web_search_tool_result","tool_use_id":"srv_1","content":[]},
               {"type":"text","text":"twice."},
               {"type":"tool_use","id":"tu_1","name":"get_tide","input":{"harbour":"Büsum","days":2}},
               {"type":"tool_use","id":"tu_2","name":"get_tide","input":{}}],
             "stop_reason":"tool_use"}
            """);

        Assert.Equal("Looking twice.", response.Content);
        Assert.Equal("First the tide.", response.Thinking);
        Assert.Equal(FinishReason.ToolCalls, response.FinishReason);
        Assert.Equal(["tu_1", "tu_2"], response.ToolCalls.Select(call => call.Id));
        Assert.Equal("Büsum", response.ToolCalls[0].Arguments!["harbour"]);
        Assert.Equal("{}", response.ToolCalls[1].RawArguments);
        Assert.Equal(
            [
                new ThinkingPart("First the tide.", "c2ln"),
                new ThinkingPart("", Encrypted: "b3BhcXVl"),
                new TextPart("Looking "),
                new TextPart("twice."),
                new ToolCallPart(response.ToolCalls[0]),
                new ToolCallPart(response.ToolCalls[1]),
            ],
            response.Message.Content);
    }

    [Fact]
    public void What_was_read_is_sent_back_as_it_came()
    {
        const string content = """
            [{"type":"thinking","thinking":"","signature":"c2ln"},
             {"type":"redacted_thinking","data":"b3BhcXVl"},
             {"type":"text","text":"One."},{"type":"text","text":"Two."},
             {"type":"tool_use","id":"tu_1","name":"get_tide","input":{"harbour":"Büsum"}}]
            """;
        var response = Wire.Answer(Protocol, $$"""{"content":{{content}},"stop_reason":"tool_use"}""");

        Assert.Null(response.Thinking);
        Json.AssertSame(
            content,
            Wire.Body(Protocol, Samples.Ask(Samples.User("Hi"), response.Message)).GetProperty("messages")[1].GetProperty("content"));
    }

    [Theory]
    [InlineData("\"end_turn\"", FinishReason.Stop)]
    [InlineData("\"stop_sequence\"", FinishReason.Stop)]
    [InlineData("\"pause_turn\"", FinishReason.Stop)]
    [InlineData("\"a_reason_of_tomorrow\"", FinishReason.Stop)]
    [InlineData("null", FinishReason.Stop)]
    [InlineData("\"max_tokens\"", FinishReason.Length)]
    [InlineData("\"model_context_window_exceeded\"", FinishReason.Length)]
    [InlineData("\"refusal\"", FinishReason.ContentFilter)]
    [InlineData("\"tool_use\"", FinishReason.ToolCalls)]
    public void Every_stop_reason_has_its_meaning(string reason, FinishReason expected) => Assert.Equal(
        expected,
        Wire.Answer(Protocol, $$"""{"content":[{"type":"text","text":"x"}],"stop_reason":{{reason}}}""").FinishReason);

    [Fact]
    public void An_answer_cut_at_the_limit_within_a_call_stays_cut()
    {
        var response = Wire.Answer(Protocol, """
            {"content":[{"type":"tool_use","id":"tu_1","name":"get_tide","input":{}}],"stop_reason":"max_tokens"}
            """);

        Assert.Equal(FinishReason.Length, response.FinishReason);
    }

    [Fact]
    public void Arguments_sent_as_text_that_is_no_object_are_kept_and_marked()
    {
        var call = Assert.Single(Wire.Answer(Protocol, """
            {"content":[{"type":"tool_use","id":"tu_1","name":"get_tide","input":"{\"harbour\": "}],"stop_reason":"tool_use"}
            """).ToolCalls);

        Assert.True(call.Malformed);
        Assert.Equal("{\"harbour\": ", call.RawArguments);
        Assert.Null(call.Arguments);
    }

    [Fact]
    public void Missing_usage_and_model_are_no_fault()
    {
        var response = Wire.Answer(Protocol, """{"content":[]}""");

        Assert.Equal("", response.Content);
        Assert.Equal("test-model", response.Model);
        Assert.Equal(TokenUsage.None, response.Usage);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"content":"text"}""")]
    [InlineData("""{"choices":[{"message":{"content":"of another wire"}}]}""")]
    public void A_body_without_content_blocks_is_malformed(string body) =>
        Assert.Throws<JsonException>(() => Wire.Answer(Protocol, body));

    [Fact]
    public void The_model_list_is_read_and_an_unknown_date_is_none()
    {
        var models = Protocol.ReadModels(Json.Parse("""
            {"data":[
               {"type":"model","id":"claude-test-2","display_name":"Claude Test 2","created_at":"2026-02-04T10:00:00Z"},
               {"type":"model","id":"claude-test-1","display_name":"Claude Test 1","created_at":"1970-01-01T00:00:00Z"},
               {"type":"model"}],
             "has_more":false,"first_id":"claude-test-2","last_id":"claude-test-1"}
            """));

        Assert.Equal(2, models.Count);
        Assert.Equal("Claude Test 2", models[0].DisplayName);
        Assert.Equal(new DateTimeOffset(2026, 2, 4, 10, 0, 0, TimeSpan.Zero), models[0].Created);
        Assert.Null(models[1].Created);
    }
}
