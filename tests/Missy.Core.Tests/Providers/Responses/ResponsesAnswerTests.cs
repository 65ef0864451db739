using System.Text.Json;
using Missy.Chat;
using Missy.Providers;
using Missy.Tests.Support;
using static Missy.Tests.Providers.Responses.ResponsesFixtures;

namespace Missy.Tests.Providers.Responses;

public sealed class ResponsesAnswerTests
{
    private const string Message =
        """{"type":"message","id":"msg_1","status":"completed","role":"assistant","content":[{"type":"output_text","text":"Hello.","annotations":[]}]}""";

    [Fact]
    public void An_answer_has_text_model_id_and_usage()
    {
        var answer = Wire.Answer(Protocol, Response(
            Message,
            more: ""","usage":{"input_tokens":20,"input_tokens_details":{"cached_tokens":8,"cache_write_tokens":5},"output_tokens":7,"output_tokens_details":{"reasoning_tokens":3},"total_tokens":27}"""));

        Assert.Equal("Hello.", answer.Content);
        Assert.Equal("gpt-x", answer.Model);
        Assert.Equal("resp_9", answer.RequestId);
        Assert.Equal(FinishReason.Stop, answer.FinishReason);
        Assert.Equal(new TokenUsage(20, 7, 8, 3, 5), answer.Usage);
        Assert.Null(answer.Thinking);
        Assert.Empty(answer.ToolCalls);
    }

    [Fact]
    public void Several_texts_in_several_messages_stay_apart_and_read_on()
    {
        var answer = Wire.Answer(Protocol, Response(
            """
            {"type":"message","id":"msg_1","role":"assistant","content":[{"type":"output_text","text":"One. "},{"type":"output_text","text":"Two. "}]},
            {"type":"message","id":"msg_2","role":"assistant","content":[{"type":"output_text","text":"Three."}]}
            """));

        Assert.Equal("One. Two. Three.", answer.Content);
        Assert.Equal(["One. ", "Two. ", "Three."], answer.Message.Content.Cast<TextPart>().Select(part => part.Text));
    }

    [Fact]
    public void Reasoning_first_is_thinking_that_can_be_sent_back()
    {
        var answer = Wire.Answer(Protocol, Response(
            """
            {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"First."},{"type":"summary_text","text":"Second."}],"encrypted_content":"sealed"},
            {"type":"reasoning","id":"rs_2","summary":[],"encrypted_content":"sealed too"},
            {"type":"reasoning","id":"rs_3","summary":[]},
            """ + Message));

        Assert.Equal("First.\n\nSecond.", answer.Thinking);
        Assert.Equal(
            [
                new ThinkingPart("First.\n\nSecond.", Encrypted: "sealed", Id: "rs_1"),
                new ThinkingPart("", Encrypted: "sealed too", Id: "rs_2"),
                new TextPart("Hello."),
            ],
            answer.Message.Content);
    }

    [Fact]
    public void Reasoning_of_open_models_is_thinking() =>
        Assert.Equal(
            "Let me see.",
            Wire.Answer(Protocol, Response(
                """{"type":"reasoning","id":"rs_1","summary":[],"content":[{"type":"reasoning_text","text":"Let me see."}]},""" + Message)).Thinking);

    [Fact]
    public void Parallel_tool_calls_keep_order_ids_and_arguments()
    {
        var answer = Wire.Answer(Protocol, Response(
            """
            {"type":"function_call","id":"fc_1","status":"completed","call_id":"call_a","name":"weather","arguments":"{\"city\":\"Oslo\"}"},
            {"type":"function_call","id":"fc_2","status":"completed","call_id":"call_b","name":"now","arguments":"{}"}
            """));

        Assert.Equal(FinishReason.ToolCalls, answer.FinishReason);
        Assert.Equal([new ToolCall("call_a", "weather", """{"city":"Oslo"}"""), new ToolCall("call_b", "now", "{}")], answer.ToolCalls);
        Assert.Equal("", answer.Content);
    }

    [Theory]
    [InlineData("{\"city\":")]
    [InlineData("Oslo")]
    [InlineData("[\"Oslo\"]")]
    public void Arguments_that_are_no_JSON_object_are_kept_raw_and_marked(string arguments)
    {
        var call = Assert.Single(Wire.Answer(Protocol, Response(
            $$"""{"type":"function_call","id":"fc_1","call_id":"call_a","name":"weather","arguments":{{JsonSerializer.Serialize(arguments)}}}""")).ToolCalls);

        Assert.True(call.Malformed);
        Assert.Equal(arguments, call.RawArguments);
    }

    [Fact]
    public void A_call_cut_before_its_first_argument_is_no_call()
    {
        var answer = Wire.Answer(Protocol, Response(
            Message + """,{"type":"function_call","id":"fc_1","status":"incomplete","call_id":"call_a","name":"erase","arguments":""}""",
            "incomplete",
            ""","incomplete_details":{"reason":"max_output_tokens"}"""));

        Assert.Empty(answer.ToolCalls);
        Assert.Equal(FinishReason.Length, answer.FinishReason);
    }

    [Fact]
    public void A_refusal_is_the_text_of_a_filtered_answer()
    {
        var answer = Wire.Answer(Protocol, Response(
            """{"type":"message","id":"msg_1","role":"assistant","content":[{"type":"refusal","refusal":"I cannot help with that."}]}"""));

        Assert.Equal("I cannot help with that.", answer.Content);
        Assert.Equal(FinishReason.ContentFilter, answer.FinishReason);
    }

    [Theory]
    [InlineData("completed", "", FinishReason.Stop)]
    [InlineData("incomplete", ""","incomplete_details":{"reason":"max_output_tokens"}""", FinishReason.Length)]
    [InlineData("incomplete", ""","incomplete_details":{"reason":"content_filter"}""", FinishReason.ContentFilter)]
    [InlineData("incomplete", ""","incomplete_details":null""", FinishReason.Length)]
    public void Every_status_of_an_answer_has_its_finish_reason(string status, string more, FinishReason expected) =>
        Assert.Equal(expected, Wire.Answer(Protocol, Response(Message, status, more)).FinishReason);

    [Theory]
    [InlineData("failed")]
    [InlineData("cancelled")]
    public void A_response_that_failed_is_no_answer(string status)
    {
        var error = Assert.Throws<ServiceErrorException>(() => Wire.Answer(Protocol, Response(Message, status))).Error;

        Assert.Contains(status, error.Message, StringComparison.Ordinal);
        Assert.Equal("resp_9", error.RequestId);
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("in_progress")]
    public void A_response_that_is_still_being_made_is_no_answer(string status) =>
        Assert.Throws<JsonException>(() => Wire.Answer(Protocol, Response(Message, status)));

    [Fact]
    public void Output_items_of_other_kinds_are_left_alone() =>
        Assert.Equal(
            [new TextPart("Hello.")],
            Wire.Answer(Protocol, Response(
                """{"type":"web_search_call","id":"ws_1","status":"completed","action":{"type":"search","query":"x"}},{"odd":1},""" + Message)).Message.Content);

    [Fact]
    public void A_body_of_another_kind_is_malformed() =>
        Assert.Throws<JsonException>(() => Wire.Answer(Protocol, """{"choices":[]}"""));

    [Fact]
    public async Task A_streamed_answer_is_the_same_as_its_last_snapshot_read_whole()
    {
        foreach (var stream in (string[])[TextStream, ToolStream])
        {
            var last = JsonDocument.Parse(stream.TrimEnd().Split("data: ")[^1]).RootElement.GetProperty("response");

            var streamed = (await Wire.Stream(Protocol, stream))[^1].Response!;
            var whole = Wire.Answer(Protocol, Same(last));

            Assert.Equal(whole.Content, streamed.Content);
            Assert.Equal(whole.Thinking, streamed.Thinking);
            Assert.Equal(whole.ToolCalls, streamed.ToolCalls);
            Assert.Equal(whole.Usage, streamed.Usage);
            Assert.Equal(whole.FinishReason, streamed.FinishReason);
            Assert.Equal(whole.Message.Content.Select(part => part.GetType()), streamed.Message.Content.Select(part => part.GetType()));
        }
    }
}
