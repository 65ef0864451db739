using System.Text.Json;
using Missy.Chat;
using Missy.Providers;
using Missy.Providers.OpenAI;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.OpenAI;

public sealed class OpenAIResponseTests
{
    private static readonly OpenAIProtocol Protocol = new(new OpenAIWireOptions());

    [Fact]
    public void A_whole_answer_is_read()
    {
        var response = Wire.Answer(Protocol, """
            {"id":"chatcmpl-harbour1","object":"chat.completion","created":1766000000,"model":"gpt-test-1",
             "choices":[{"index":0,"message":{"role":"assistant","content":"Flood at noon.","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],
             "usage":{"prompt_tokens":21,"completion_tokens":9,"total_tokens":30,
                      "prompt_tokens_details":{"cached_tokens":8,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":4}},
             "service_tier":"default","system_fingerprint":"fp_1"}
            """);

        Assert.Equal("Flood at noon.", response.Content);
        Assert.Equal("gpt-test-1", response.Model);
        Assert.Equal("chatcmpl-harbour1", response.RequestId);
        Assert.Equal(FinishReason.Stop, response.FinishReason);
        Assert.Equal(new TokenUsage(21, 9, 8, 4), response.Usage);
        Assert.Equal(30, response.Usage.TotalTokens);
        Assert.Null(response.Thinking);
    }

    [Theory]
    [InlineData("\"stop\"", FinishReason.Stop)]
    [InlineData("\"eos\"", FinishReason.Stop)]
    [InlineData("\"\"", FinishReason.Stop)]
    [InlineData("null", FinishReason.Stop)]
    [InlineData("\"length\"", FinishReason.Length)]
    [InlineData("\"max_tokens\"", FinishReason.Length)]
    [InlineData("\"model_length\"", FinishReason.Length)]
    [InlineData("\"content_filter\"", FinishReason.ContentFilter)]
    [InlineData("\"tool_calls\"", FinishReason.ToolCalls)]
    [InlineData("\"function_call\"", FinishReason.ToolCalls)]
    public void Every_finish_reason_has_its_meaning(string reason, FinishReason expected) => Assert.Equal(
        expected,
        Wire.Answer(Protocol, $$$"""{"choices":[{"message":{"content":"x"},"finish_reason":{{{reason}}}}]}""").FinishReason);

    [Theory]
    [InlineData("error")]
    [InlineData("insufficient_system_resource")]
    public void A_finish_reason_that_is_a_failure_is_one(string reason)
    {
        var failure = Assert.Throws<ServiceErrorException>(() => Wire.Answer(
            Protocol, $$$"""{"choices":[{"message":{"content":"x"},"finish_reason":"{{{reason}}}"}]}"""));

        Assert.Equal(ErrorKind.Unavailable, ServiceErrorKinds.Of(failure.Error, null));
    }

    [Fact]
    public void A_failure_beside_the_choice_speaks_for_itself()
    {
        var failure = Assert.Throws<ServiceErrorException>(() => Wire.Answer(
            Protocol,
            """{"choices":[{"message":{"content":""},"finish_reason":"error","error":{"code":502,"message":"Upstream gone"}}]}"""));

        Assert.Equal("Upstream gone", failure.Error.Message);
        Assert.Equal("502", failure.Error.Code);
    }

    [Fact]
    public void A_refusal_is_text_and_a_content_filter()
    {
        var response = Wire.Answer(
            Protocol, """{"choices":[{"message":{"content":null,"refusal":"I would rather not."},"finish_reason":"stop"}]}""");

        Assert.Equal("I would rather not.", response.Content);
        Assert.Equal(FinishReason.ContentFilter, response.FinishReason);
    }

    [Theory]
    [InlineData("reasoning_content")]
    [InlineData("reasoning")]
    public void Reasoning_comes_first_under_either_name(string name)
    {
        var response = Wire.Answer(
            Protocol, $$$"""{"choices":[{"message":{"content":"Low.","{{{name}}}":"Ebb, then."},"finish_reason":"stop"}]}""");

        Assert.Equal("Low.", response.Content);
        Assert.Equal("Ebb, then.", response.Thinking);
        Assert.Equal([new ThinkingPart("Ebb, then."), new TextPart("Low.")], response.Message.Content);
    }

    [Fact]
    public void Content_in_parts_is_joined_and_its_thinking_set_apart()
    {
        var response = Wire.Answer(Protocol, """
            {"choices":[{"message":{"content":[
               {"type":"thinking","thinking":[{"type":"text","text":"Ebb, "},{"type":"text","text":"then."}]},
               {"type":"text","text":"Low "},{"type":"text","text":"water."},{"type":"of_tomorrow"}]},"finish_reason":"stop"}]}
            """);

        Assert.Equal("Low water.", response.Content);
        Assert.Equal("Ebb, then.", response.Thinking);
    }

    [Fact]
    public void Parallel_calls_are_read_whether_arguments_are_text_or_object_and_said_stop_or_not()
    {
        var response = Wire.Answer(Protocol, """
            {"choices":[{"finish_reason":"stop","message":{"content":null,"tool_calls":[
               {"id":"c1","type":"function","function":{"name":"get_tide","arguments":"{\"harbour\":\"Büsum\"}"}},
               {"id":"c2","type":"function","function":{"name":"get_tide","arguments":{"harbour":"Husum"}}},
               {"type":"function","function":{"name":"get_time","arguments":""}},
               {"type":"function","function":{"name":"get_time"}}]}}]}
            """);

        Assert.Equal(FinishReason.ToolCalls, response.FinishReason);
        Assert.Equal("", response.Content);
        Assert.Equal("Büsum", response.ToolCalls[0].Arguments!["harbour"]);
        Assert.Equal("Husum", response.ToolCalls[1].Arguments!["harbour"]);
        Assert.Equal("{}", response.ToolCalls[2].RawArguments);
        Assert.Equal(4, response.ToolCalls.Select(call => call.Id).Distinct().Count());
    }

    [Fact]
    public void Arguments_that_are_no_object_are_kept_raw_and_marked()
    {
        var call = Assert.Single(Wire.Answer(Protocol, """
            {"choices":[{"finish_reason":"tool_calls","message":{"tool_calls":[{"id":"c1","function":{"name":"t","arguments":"{\"harbour\": "}}]}}]}
            """).ToolCalls);

        Assert.True(call.Malformed);
        Assert.Equal("{\"harbour\": ", call.RawArguments);
    }

    [Theory]
    [InlineData("""{"choices":[{"message":{"content":"x"}}]}""")]
    [InlineData("""{"choices":[{"message":{"content":"x"}}],"usage":null,"model":""}""")]
    public void Missing_usage_and_model_are_no_fault(string body)
    {
        var response = Wire.Answer(Protocol, body);

        Assert.Equal(TokenUsage.None, response.Usage);
        Assert.Equal("test-model", response.Model);
    }

    [Fact]
    public void Cache_hits_at_the_top_level_are_counted() => Assert.Equal(
        new TokenUsage(10, 2, 6),
        Wire.Answer(
            Protocol,
            """{"choices":[{"message":{"content":"x"}}],"usage":{"prompt_tokens":10,"completion_tokens":2,"prompt_cache_hit_tokens":6}}""").Usage);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":[{"text":"of an older path"}]}""")]
    [InlineData("""{"choices":[{"message":{"content":5}}]}""")]
    public void A_body_of_another_form_is_malformed(string body) =>
        Assert.Throws<JsonException>(() => Wire.Answer(Protocol, body));

    [Fact]
    public void The_model_list_is_read_wrapped_or_bare()
    {
        const string items = """
            [{"id":"gpt-test-1","object":"model","created":1766000000,"owned_by":"x"},
             {"id":"other","display_name":"Other","created":0},
             {"object":"model"}]
            """;

        foreach (var body in (string[])[$$"""{"object":"list","data":{{items}}}""", items])
        {
            var models = Protocol.ReadModels(Json.Parse(body));

            Assert.Equal(["gpt-test-1", "other"], models.Select(model => model.Id));
            Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1766000000), models[0].Created);
            Assert.Null(models[1].Created);
            Assert.Equal("Other", models[1].DisplayName);
        }
    }
}
