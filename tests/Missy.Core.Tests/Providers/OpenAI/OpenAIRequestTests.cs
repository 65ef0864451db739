using Missy.Chat;
using Missy.Providers.OpenAI;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.OpenAI;

public sealed class OpenAIRequestTests
{
    private static readonly OpenAIProtocol Protocol = new(new OpenAIWireOptions());

    [Fact]
    public void A_plain_question_names_model_and_message_only() => Json.AssertSame(
        """{"model":"test-model","messages":[{"role":"user","content":"Hi"}]}""",
        Wire.Body(Protocol, Samples.Ask(Samples.User("Hi"))));

    [Fact]
    public void A_stream_is_asked_for_with_its_usage_where_the_service_takes_that()
    {
        Json.AssertSame(
            """{"model":"test-model","messages":[{"role":"user","content":"Hi"}],"stream":true,"stream_options":{"include_usage":true}}""",
            Wire.Body(Protocol, Samples.Ask(Samples.User("Hi")), stream: true));
        Json.AssertSame(
            """{"model":"test-model","messages":[{"role":"user","content":"Hi"}],"stream":true}""",
            Wire.Body(new OpenAIProtocol(new OpenAIWireOptions(StreamUsage: false)), Samples.Ask(Samples.User("Hi")), stream: true));
    }

    [Theory]
    [InlineData("max_completion_tokens")]
    [InlineData("max_tokens")]
    public void The_limit_has_the_name_that_the_service_knows(string field) => Json.AssertSame(
        $$"""{"model":"test-model","messages":[{"role":"user","content":"Hi"}],"{{field}}":12,"temperature":0.5}""",
        Wire.Body(new OpenAIProtocol(new OpenAIWireOptions(field)), Samples.Ask(Samples.User("Hi")) with
        {
            MaxTokens = 12,
            Temperature = 0.5,
        }));

    [Theory]
    [InlineData(ReasoningEffort.None, "none")]
    [InlineData(ReasoningEffort.Low, "low")]
    [InlineData(ReasoningEffort.Medium, "medium")]
    [InlineData(ReasoningEffort.High, "high")]
    public void The_effort_is_a_word(ReasoningEffort effort, string word) => Json.AssertSame(
        $$"""{"model":"test-model","messages":[{"role":"user","content":"Hi"}],"reasoning_effort":"{{word}}"}""",
        Wire.Body(Protocol, Samples.Ask(Samples.User("Hi")) with { ReasoningEffort = effort }));

    [Fact]
    public void All_instructions_are_one_system_message_at_the_start() => Json.AssertSame(
        """{"model":"test-model","messages":[{"role":"system","content":"Be brief.\n\nRhyme."},{"role":"user","content":"Hi"}]}""",
        Wire.Body(Protocol, Samples.Ask(Samples.User("Hi"), new ChatMessage(ChatRole.System, "Rhyme.")) with { System = "Be brief." }));

    [Fact]
    public void Tools_are_functions_with_parameters()
    {
        const string tools = """
            [{"type":"function","function":{"name":"get_tide","description":"Height of the tide at a harbour","parameters":{"type":"object","properties":{"harbour":{"type":"string"}},"required":["harbour"]}}},
             {"type":"function","function":{"name":"get_time","parameters":{"type":"object","properties":{}}}}]
            """;

        Json.AssertSame(tools, Json.Tools(Protocol, Samples.Tides, Samples.Clock));
        Json.AssertSame(
            $$"""{"model":"test-model","messages":[{"role":"user","content":"Hi"}],"tools":{{tools}}}""",
            Wire.Body(Protocol, Samples.Ask(Samples.User("Hi")) with { Tools = [Samples.Tides, Samples.Clock] }));
    }

    [Fact]
    public void Configured_options_win_and_no_member_is_written_twice() => Json.AssertSame(
        """{"model":"test-model","messages":[{"role":"user","content":"Hi"}],"stream":true,"temperature":0.1,"stream_options":{"x":1},"reasoning_effort":"xhigh","seed":3}""",
        Wire.Body(
            Protocol,
            Samples.Ask(Samples.User("Hi")) with
            {
                Temperature = 0.9,
                ReasoningEffort = ReasoningEffort.Low,
                Options = Json.Members("""{"temperature":0.1,"stream_options":{"x":1},"reasoning_effort":"xhigh","seed":3}"""),
            },
            stream: true));

    [Fact]
    public void Calls_keep_their_raw_arguments_and_each_result_is_a_message() => AssertMessages(
        """
        [{"role":"user","content":"Tides?"},
         {"role":"assistant","content":"I will look.","tool_calls":[
           {"id":"c1","type":"function","function":{"name":"get_tide","arguments":"{\"harbour\":\"Husum\"}"}},
           {"id":"c2","type":"function","function":{"name":"get_tide","arguments":"{\"harbour\": "}}]},
         {"role":"tool","tool_call_id":"c1","content":"3.1 m"},
         {"role":"tool","tool_call_id":"c2","content":"which harbour?"},
         {"role":"user","content":"Go on"},
         {"role":"assistant","tool_calls":[{"id":"c3","type":"function","function":{"name":"get_time","arguments":"{}"}}]}]
        """,
        Samples.User("Tides?"),
        new ChatMessage(ChatRole.Assistant,
        [
            new ThinkingPart("Not for the wire."),
            new TextPart("I will look."),
            new ToolCallPart(new ToolCall("c1", "get_tide", """{"harbour":"Husum"}""")),
            new ToolCallPart(new ToolCall("c2", "get_tide", "{\"harbour\": ")),
        ]),
        Samples.Results(
            new ToolResult("c1", "get_tide", "3.1 m"),
            new ToolResult("c2", "get_tide", "which harbour?", IsError: true)),
        Samples.User("Go on"),
        Samples.Calls(new ToolCall("c3", "get_time", "{}")));

    [Fact]
    public void Results_in_a_message_of_the_user_come_before_its_text() => AssertMessages(
        """[{"role":"tool","tool_call_id":"c","content":"12:00"},{"role":"user","content":"And now?"}]""",
        new ChatMessage(ChatRole.User, [new TextPart("And now?"), new ToolResultPart(new ToolResult("c", "get_time", "12:00"))]));

    [Fact]
    public void Images_are_urls_of_the_data_or_of_the_place() => AssertMessages(
        """
        [{"role":"user","content":[
          {"type":"text","text":"Which ship?"},
          {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBO/w=="}},
          {"type":"image_url","image_url":{"url":"https://example.org/a%20ship.jpg"}}]}]
        """,
        new ChatMessage(ChatRole.User,
        [
            new TextPart("Which ship?"),
            ImagePart.FromBytes(new byte[] { 0x89, 0x50, 0x4e, 0xff }, "image/png"),
            ImagePart.FromUrl(new Uri("https://example.org/a ship.jpg")),
        ]));

    private static void AssertMessages(string expected, params ChatMessage[] messages) =>
        Json.AssertSame(expected, Wire.Body(Protocol, Samples.Ask(messages)).GetProperty("messages"));
}
