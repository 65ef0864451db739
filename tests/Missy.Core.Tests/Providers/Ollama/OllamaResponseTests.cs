using System.Net;
using System.Text.Json;
using Missy.Chat;
using Missy.Providers;
using Missy.Providers.Ollama;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Ollama;

public sealed class OllamaResponseTests
{
    private static readonly OllamaProtocol Protocol = new();

    [Fact]
    public void A_whole_answer_is_read()
    {
        var response = Wire.Answer(Protocol, """
            {"model":"llama-test","created_at":"2026-01-02T03:04:05.123456789Z",
             "message":{"role":"assistant","content":"Flood at noon.","thinking":"The moon, then.","images":null},
             "done_reason":"stop","done":true,"total_duration":4883583458,"load_duration":1334875,
             "prompt_eval_count":26,"prompt_eval_duration":342546000,"eval_count":14,"eval_duration":4535599000}
            """);

        Assert.Equal("Flood at noon.", response.Content);
        Assert.Equal("The moon, then.", response.Thinking);
        Assert.Equal([new ThinkingPart("The moon, then."), new TextPart("Flood at noon.")], response.Message.Content);
        Assert.Equal("llama-test", response.Model);
        Assert.Equal(FinishReason.Stop, response.FinishReason);
        Assert.Equal(new TokenUsage(26, 14), response.Usage);
    }

    [Theory]
    [InlineData("\"stop\"", FinishReason.Stop)]
    [InlineData("\"length\"", FinishReason.Length)]
    [InlineData("\"load\"", FinishReason.Stop)]
    [InlineData("\"unload\"", FinishReason.Stop)]
    [InlineData("null", FinishReason.Stop)]
    public void Every_done_reason_has_its_meaning(string reason, FinishReason expected) => Assert.Equal(
        expected,
        Wire.Answer(Protocol, $$"""{"message":{"content":"x"},"done":true,"done_reason":{{reason}}}""").FinishReason);

    [Fact]
    public void Parallel_calls_of_one_tool_get_ids_of_their_own()
    {
        var response = Wire.Answer(Protocol, """
            {"message":{"role":"assistant","content":"","tool_calls":[
               {"function":{"name":"get_tide","arguments":{"harbour":"Büsum","days":2}}},
               {"function":{"index":1,"name":"get_tide","arguments":{"harbour":"Husum"}}},
               {"id":"call_own","function":{"name":"get_time"}}]},
             "done":true,"done_reason":"stop"}
            """);

        Assert.Equal(FinishReason.ToolCalls, response.FinishReason);
        Assert.Equal(3, response.ToolCalls.Select(call => call.Id).Distinct().Count());
        Assert.DoesNotContain(response.ToolCalls, call => call.Id.Length == 0);
        Assert.Equal("call_own", response.ToolCalls[2].Id);
        Assert.Equal("Büsum", response.ToolCalls[0].Arguments!["harbour"]);
        Assert.Equal(2L, response.ToolCalls[0].Arguments!["days"]);
        Assert.Equal("{}", response.ToolCalls[2].RawArguments);
    }

    [Theory]
    [InlineData("\"{\\\"harbour\\\": \"", "{\"harbour\": ")]
    [InlineData("[1,2]", "[1,2]")]
    public void Arguments_that_are_no_object_are_kept_raw_and_marked(string arguments, string raw)
    {
        var call = Assert.Single(Wire.Answer(
            Protocol, $$$$"""{"message":{"tool_calls":[{"function":{"name":"t","arguments":{{{{arguments}}}}}}]},"done":true}""").ToolCalls);

        Assert.True(call.Malformed);
        Assert.Equal(raw, call.RawArguments);
    }

    [Fact]
    public void What_was_read_is_sent_back_as_it_came()
    {
        const string message =
            """{"role":"assistant","content":"Looking.","thinking":"Hm.","tool_calls":[{"function":{"name":"get_tide","arguments":{"harbour":"Büsum"}}}]}""";

        var response = Wire.Answer(Protocol, $$"""{"message":{{message}},"done":true}""");

        Json.AssertSame(message, Wire.Body(Protocol, Samples.Ask(response.Message)).GetProperty("messages")[0]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"response":"of another path","done":true}""")]
    public void A_body_without_a_message_is_malformed(string body) =>
        Assert.Throws<JsonException>(() => Wire.Answer(Protocol, body));

    [Theory]
    [InlineData(400, """{"error":"\"llama-test\" does not support thinking"}""", "\"llama-test\" does not support thinking", ErrorKind.InvalidRequest)]
    [InlineData(401, """{"error":"unauthorized","signin_url":"https://example.org"}""", "unauthorized", ErrorKind.Authentication)]
    [InlineData(404, """{"error":"model 'none' not found"}""", "model 'none' not found", ErrorKind.NotFound)]
    [InlineData(429, """{"error":"too many"}""", "too many", ErrorKind.RateLimited)]
    [InlineData(500, """{"error":"the model failed"}""", "the model failed", ErrorKind.Unavailable)]
    [InlineData(502, """{"error":"no cloud"}""", "no cloud", ErrorKind.Unavailable)]
    [InlineData(200, """{"error":"late"}""", "late", ErrorKind.Unavailable)]
    public void Errors_are_a_text_and_the_status_tells_their_kind(int status, string body, string message, ErrorKind kind)
    {
        var error = Protocol.ReadError(Json.Parse(body), failed: status >= 400);

        Assert.Equal(message, error!.Message);
        Assert.Equal(kind, ServiceErrorKinds.Of(error, (HttpStatusCode)status));
    }

    [Fact]
    public void The_model_list_is_read()
    {
        var models = Protocol.ReadModels(Json.Parse("""
            {"models":[
               {"name":"llama-test:latest","model":"llama-test:latest","modified_at":"2026-05-04T17:37:44.706015396-07:00","size":3825819519},
               {"model":"only-model"},
               {"size":1}]}
            """));

        Assert.Equal(["llama-test:latest", "only-model"], models.Select(model => model.Id));
        Assert.Equal(new DateTime(2026, 5, 5, 0, 37, 44, DateTimeKind.Utc), models[0].Created!.Value.UtcDateTime, TimeSpan.FromSeconds(1));
        Assert.Null(models[1].Created);
    }
}
