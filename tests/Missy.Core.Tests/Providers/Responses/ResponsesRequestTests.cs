using System.Buffers;
using System.Text;
using System.Text.Json;
using Missy.Chat;
using Missy.Tests.Support;
using static Missy.Tests.Providers.Responses.ResponsesFixtures;

namespace Missy.Tests.Providers.Responses;

public sealed class ResponsesRequestTests
{
    private static readonly ToolDefinition Weather = new(
        "weather",
        "The weather of a city.",
        JsonDocument.Parse("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""").RootElement);

    [Fact]
    public void A_plain_question_is_one_message_item_and_is_not_stored() =>
        Expect(
            Wire.Question,
            """{"model":"test-model","input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"Hello"}]}],"store":false}""");

    [Fact]
    public void Streaming_adds_one_member() =>
        Assert.Equal(
            Same("""{"model":"test-model","input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"Hello"}]}],"store":false,"stream":true}"""),
            Same(Wire.Body(Protocol, Wire.Question, stream: true)));

    [Fact]
    public void Everything_that_can_be_set_has_its_member() =>
        Expect(
            Wire.Question with
            {
                System = "Be brief.",
                Messages = [new(ChatRole.System, "Be kind."), new(ChatRole.User, "Hi")],
                Tools = [Weather, new ToolDefinition("now", "", JsonDocument.Parse("{}").RootElement)],
                MaxTokens = 100,
                Temperature = 0.5,
                ReasoningEffort = ReasoningEffort.Low,
            },
            """
            {"model":"test-model","instructions":"Be brief.\n\nBe kind.",
             "input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}],
             "tools":[
               {"type":"function","name":"weather","description":"The weather of a city.","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]},"strict":false},
               {"type":"function","name":"now","parameters":{},"strict":false}],
             "max_output_tokens":100,"temperature":0.5,"reasoning":{"effort":"low"},"include":["reasoning.encrypted_content"],"store":false}
            """);

    [Theory]
    [InlineData(ReasoningEffort.None, "none")]
    [InlineData(ReasoningEffort.Low, "low")]
    [InlineData(ReasoningEffort.Medium, "medium")]
    [InlineData(ReasoningEffort.High, "high")]
    public void Every_reasoning_effort_has_its_word(ReasoningEffort effort, string word) =>
        Assert.Equal(
            $$"""{"effort":"{{word}}"}""",
            Same(Wire.Body(Protocol, Wire.Question with { ReasoningEffort = effort }).GetProperty("reasoning")));

    [Fact]
    public void A_whole_tool_round_goes_back_item_by_item_in_its_order() =>
        Expect(
            Request(
                new(ChatRole.User, "Weather?"),
                new(ChatRole.Assistant, [
                    new ThinkingPart("Two cities.", Encrypted: "sealed", Id: "rs_1"),
                    new TextPart("Looking."),
                    new ToolCallPart(new ToolCall("call_a", "weather", """{"city":"Oslo"}""")),
                    new ToolCallPart(new ToolCall("call_b", "weather", "{city")),
                ]),
                new(ChatRole.Tool, [
                    new ToolResultPart(new ToolResult("call_a", "weather", "Rain")),
                    new ToolResultPart(new ToolResult("call_b", "weather", "No such city", IsError: true)),
                ]),
                new(ChatRole.Assistant, "It rains."),
                new(ChatRole.User, "Thanks")),
            """
            {"model":"gpt-x","input":[
              {"type":"message","role":"user","content":[{"type":"input_text","text":"Weather?"}]},
              {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Two cities."}],"encrypted_content":"sealed"},
              {"type":"message","role":"assistant","content":[{"type":"output_text","text":"Looking.","annotations":[]}]},
              {"type":"function_call","call_id":"call_a","name":"weather","arguments":"{\"city\":\"Oslo\"}"},
              {"type":"function_call","call_id":"call_b","name":"weather","arguments":"{city"},
              {"type":"function_call_output","call_id":"call_a","output":"Rain"},
              {"type":"function_call_output","call_id":"call_b","output":"No such city"},
              {"type":"message","role":"assistant","content":[{"type":"output_text","text":"It rains.","annotations":[]}]},
              {"type":"message","role":"user","content":[{"type":"input_text","text":"Thanks"}]}],
             "store":false}
            """);

    [Fact]
    public void Reasoning_that_the_service_cannot_take_back_stays_away() =>
        Expect(
            Request(
                new ChatMessage(ChatRole.Assistant, [
                    new ThinkingPart("Only a summary.", Id: "rs_1"),
                    new ThinkingPart("Signed by another service.", Signature: "sig"),
                    new ThinkingPart("", Encrypted: "redacted by another service"),
                    new TextPart("A"),
                ]),
                new ChatMessage(ChatRole.Assistant, [new TextPart("B"), new ThinkingPart("Led to nothing.", Encrypted: "sealed", Id: "rs_2")]),
                new ChatMessage(ChatRole.Assistant, [new ThinkingPart("", Encrypted: "sealed", Id: "rs_3"), new TextPart("C")])),
            """
            {"model":"gpt-x","input":[
              {"type":"message","role":"assistant","content":[{"type":"output_text","text":"A","annotations":[]}]},
              {"type":"message","role":"assistant","content":[{"type":"output_text","text":"B","annotations":[]}]},
              {"type":"reasoning","id":"rs_3","summary":[],"encrypted_content":"sealed"},
              {"type":"message","role":"assistant","content":[{"type":"output_text","text":"C","annotations":[]}]}],
             "store":false}
            """);

    [Fact]
    public void Text_and_images_of_a_message_share_one_item() =>
        Expect(
            Request(new ChatMessage(ChatRole.User, [
                new TextPart("What is"),
                ImagePart.FromBytes(Encoding.ASCII.GetBytes("PNG"), "image/png"),
                ImagePart.FromUrl(new Uri("https://example.test/b.jpg")),
                new TextPart("this?"),
            ])),
            """
            {"model":"gpt-x","input":[{"type":"message","role":"user","content":[
              {"type":"input_text","text":"What is"},
              {"type":"input_image","image_url":"data:image/png;base64,UE5H","detail":"auto"},
              {"type":"input_image","image_url":"https://example.test/b.jpg","detail":"auto"},
              {"type":"input_text","text":"this?"}]}],
             "store":false}
            """);

    [Fact]
    public void A_result_and_a_question_in_one_message_become_two_items() =>
        Expect(
            Request(new ChatMessage(ChatRole.User, [new ToolResultPart(new ToolResult("call_a", "weather", "Rain")), new TextPart("And now?")])),
            """
            {"model":"gpt-x","input":[
              {"type":"function_call_output","call_id":"call_a","output":"Rain"},
              {"type":"message","role":"user","content":[{"type":"input_text","text":"And now?"}]}],
             "store":false}
            """);

    [Fact]
    public void Configured_options_win() =>
        Expect(
            Wire.Question with
            {
                ReasoningEffort = ReasoningEffort.High,
                Options = new Dictionary<string, JsonElement>
                {
                    ["store"] = JsonDocument.Parse("true").RootElement,
                    ["reasoning"] = JsonDocument.Parse("""{"summary":"detailed"}""").RootElement,
                    ["include"] = JsonDocument.Parse("[]").RootElement,
                },
            },
            """
            {"model":"test-model","input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"Hello"}]}],
             "store":true,"reasoning":{"summary":"detailed"},"include":[]}
            """);

    [Fact]
    public void Tools_in_native_form_are_flat()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Protocol.WriteTools(writer, [new ToolDefinition("now", "The time.", JsonDocument.Parse("""{"type":"object"}""").RootElement)]);
        }

        Assert.Equal(
            """[{"type":"function","name":"now","description":"The time.","parameters":{"type":"object"},"strict":false}]""",
            Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    [Fact]
    public void The_model_list_is_that_of_every_OpenAI_service() =>
        Assert.Equal("gpt-x", Assert.Single(Protocol.ReadModels(JsonDocument.Parse("""{"object":"list","data":[{"id":"gpt-x"}]}""").RootElement)).Id);

    private static void Expect(CompletionRequest request, string json) => Assert.Equal(Same(json), Same(Wire.Body(Protocol, request)));
}
