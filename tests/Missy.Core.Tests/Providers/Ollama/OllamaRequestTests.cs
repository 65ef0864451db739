using Missy.Chat;
using Missy.Providers.Ollama;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Ollama;

public sealed class OllamaRequestTests
{
    private static readonly OllamaProtocol Protocol = new();

    [Theory]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    public void A_plain_question_says_whether_to_stream_as_the_service_would_by_itself(bool stream, string written) => Json.AssertSame(
        $$"""{"model":"test-model","messages":[{"role":"user","content":"Hi"}],"stream":{{written}}}""",
        Wire.Body(Protocol, Samples.Ask(Samples.User("Hi")), stream));

    [Fact]
    public void Limits_and_instructions_have_their_places() => Json.AssertSame(
        """
        {"model":"test-model","stream":false,
         "messages":[{"role":"system","content":"Be brief.\n\nRhyme."},{"role":"user","content":"Hi"}],
         "options":{"temperature":0.25,"num_predict":77}}
        """,
        Wire.Body(Protocol, Samples.Ask(new ChatMessage(ChatRole.System, "Rhyme."), Samples.User("Hi")) with
        {
            System = "Be brief.",
            Temperature = 0.25,
            MaxTokens = 77,
            DefaultMaxTokens = 5,
        }));

    [Fact]
    public void Configured_model_options_are_merged_and_win_one_by_one() => Json.AssertSame(
        """
        {"model":"test-model","stream":false,"messages":[{"role":"user","content":"Hi"}],"keep_alive":"5m",
         "options":{"temperature":0.9,"num_predict":77,"num_ctx":8192}}
        """,
        Wire.Body(Protocol, Samples.Ask(Samples.User("Hi")) with
        {
            Temperature = 0.25,
            MaxTokens = 77,
            Options = Json.Members("""{"options":{"temperature":0.9,"num_ctx":8192},"keep_alive":"5m"}"""),
        }));

    [Fact]
    public void Model_options_that_are_no_object_are_left_to_the_service() => Json.AssertSame(
        """{"model":"test-model","stream":false,"messages":[{"role":"user","content":"Hi"}],"options":null}""",
        Wire.Body(Protocol, Samples.Ask(Samples.User("Hi")) with { MaxTokens = 77, Options = Json.Members("""{"options":null}""") }));

    [Theory]
    [InlineData(ReasoningEffort.None, "false")]
    [InlineData(ReasoningEffort.Low, "\"low\"")]
    [InlineData(ReasoningEffort.Medium, "\"medium\"")]
    [InlineData(ReasoningEffort.High, "\"high\"")]
    public void The_effort_is_false_or_a_level(ReasoningEffort effort, string think) => Json.AssertSame(
        $$"""{"model":"test-model","stream":false,"messages":[{"role":"user","content":"Hi"}],"think":{{think}}}""",
        Wire.Body(Protocol, Samples.Ask(Samples.User("Hi")) with { ReasoningEffort = effort }));

    [Fact]
    public void Configured_thinking_wins() => Json.AssertSame(
        """{"model":"test-model","stream":false,"messages":[{"role":"user","content":"Hi"}],"think":"max"}""",
        Wire.Body(Protocol, Samples.Ask(Samples.User("Hi")) with
        {
            ReasoningEffort = ReasoningEffort.Low,
            Options = Json.Members("""{"think":"max"}"""),
        }));

    [Fact]
    public void Tools_are_functions_with_parameters()
    {
        const string tools = """
            [{"type":"function","function":{"name":"get_tide","description":"Height of the tide at a harbour","parameters":{"type":"object","properties":{"harbour":{"type":"string"}},"required":["harbour"]}}},
             {"type":"function","function":{"name":"get_time","parameters":{"type":"object","properties":{}}}}]
            """;

        Json.AssertSame(tools, Json.Tools(Protocol, Samples.Tides, Samples.Clock));
        Json.AssertSame(
            tools,
            Wire.Body(Protocol, Samples.Ask(Samples.User("Hi")) with { Tools = [Samples.Tides, Samples.Clock] }).GetProperty("tools"));
    }

    [Fact]
    public void Calls_have_arguments_as_objects_and_results_name_their_tool() => AssertMessages(
        """
        [{"role":"user","content":"Tides?"},
         {"role":"assistant","content":"","tool_calls":[
           {"function":{"name":"get_tide","arguments":{"harbour":"Husum","at":[1,2.50]}}},
           {"function":{"name":"get_tide","arguments":{"malformed_arguments":"{\"harbour\": "}}}]},
         {"role":"tool","tool_name":"get_tide","content":"3.1 m"},
         {"role":"tool","tool_name":"get_tide","content":"which harbour?"},
         {"role":"user","content":"Go on"}]
        """,
        Samples.User("Tides?"),
        Samples.Calls(
            new ToolCall("c1", "get_tide", """{"harbour":"Husum","at":[1,2.50]}"""),
            new ToolCall("c2", "get_tide", "{\"harbour\": ")),
        Samples.Results(
            new ToolResult("c1", "get_tide", "3.1 m"),
            new ToolResult("c2", "get_tide", "which harbour?", IsError: true)),
        Samples.User("Go on"));

    [Fact]
    public void Results_in_a_message_of_the_user_come_before_its_text() => AssertMessages(
        """[{"role":"tool","tool_name":"get_time","content":"12:00"},{"role":"user","content":"And now?"}]""",
        new ChatMessage(ChatRole.User, [new TextPart("And now?"), new ToolResultPart(new ToolResult("c", "get_time", "12:00"))]));

    [Fact]
    public void Its_own_thinking_goes_back_and_that_of_other_services_does_not() => AssertMessages(
        """[{"role":"assistant","content":"Low.","thinking":"Ebb."}]""",
        new ChatMessage(ChatRole.Assistant,
        [
            new ThinkingPart("Ebb."),
            new ThinkingPart("Signed.", "c2ln"),
            new ThinkingPart("Summary.", Id: "rs_1"),
            new ThinkingPart("", Encrypted: "b3BhcXVl"),
            new TextPart("Low."),
        ]));

    [Fact]
    public void Images_are_a_list_beside_the_text() => AssertMessages(
        """[{"role":"user","content":"Which ship?","images":["iVBO/w==","/w=="]}]""",
        new ChatMessage(ChatRole.User,
        [
            new TextPart("Which ship?"),
            ImagePart.FromBytes(new byte[] { 0x89, 0x50, 0x4e, 0xff }, "image/png"),
            ImagePart.FromBytes(new byte[] { 0xff }, "image/jpeg"),
        ]));

    [Fact]
    public void An_image_by_its_url_is_refused_with_a_remedy()
    {
        var request = Samples.Ask(new ChatMessage(ChatRole.User, [ImagePart.FromUrl(new Uri("https://example.org/ship.jpg"))]));

        var failure = Assert.Throws<MissyException>(() => Wire.Body(Protocol, request));

        Assert.Equal(ErrorKind.InvalidRequest, failure.Kind);
        Assert.NotNull(failure.Remedy);
    }

    private static void AssertMessages(string expected, params ChatMessage[] messages) =>
        Json.AssertSame(expected, Wire.Body(Protocol, Samples.Ask(messages)).GetProperty("messages"));
}
