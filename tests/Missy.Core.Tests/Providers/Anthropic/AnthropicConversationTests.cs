using Missy.Chat;
using Missy.Providers.Anthropic;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Anthropic;

public sealed class AnthropicConversationTests
{
    private static readonly AnthropicProtocol Protocol = new(new AnthropicWireOptions());

    [Fact]
    public void Calls_and_their_results_travel_as_blocks_and_errors_are_marked() => AssertMessages(
        """
        [{"role":"user","content":"Tides?"},
         {"role":"assistant","content":[
           {"type":"text","text":"I will look."},
           {"type":"tool_use","id":"tu_1","name":"get_tide","input":{"harbour":"Husum","at":[1,2.50]}},
           {"type":"tool_use","id":"tu_2","name":"get_time","input":{}}]},
         {"role":"user","content":[
           {"type":"tool_result","tool_use_id":"tu_1","content":"3.1 m"},
           {"type":"tool_result","tool_use_id":"tu_2","content":"no clock","is_error":true}]}]
        """,
        Samples.User("Tides?"),
        new ChatMessage(ChatRole.Assistant,
        [
            new TextPart("I will look."),
            new ToolCallPart(new ToolCall("tu_1", "get_tide", """{"harbour":"Husum","at":[1,2.50]}""")),
            new ToolCallPart(new ToolCall("tu_2", "get_time", "{}")),
        ]),
        Samples.Results(new ToolResult("tu_1", "get_tide", "3.1 m"), new ToolResult("tu_2", "get_time", "no clock", IsError: true)));

    [Fact]
    public void Neighbours_of_one_side_become_one_turn_with_the_results_first() => AssertMessages(
        """
        [{"role":"user","content":[{"type":"text","text":"One"},{"type":"text","text":"Two"}]},
         {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"get_time","input":{}},{"type":"tool_use","id":"b","name":"get_time","input":{}}]},
         {"role":"user","content":[
           {"type":"tool_result","tool_use_id":"a","content":"12:00"},
           {"type":"tool_result","tool_use_id":"b"},
           {"type":"text","text":"Hurry"}]}]
        """,
        Samples.User("One"),
        Samples.User("Two"),
        Samples.Calls(new ToolCall("a", "get_time", "{}")),
        Samples.Calls(new ToolCall("b", "get_time", "{}")),
        Samples.Results(new ToolResult("a", "get_time", "12:00")),
        Samples.User("Hurry"),
        Samples.Results(new ToolResult("b", "get_time", "")));

    [Fact]
    public void Blank_texts_are_left_out_and_turns_without_content_too() => AssertMessages(
        """[{"role":"user","content":[{"type":"text","text":"A"},{"type":"text","text":"B"}]},{"role":"assistant","content":"C"}]""",
        Samples.User("A"),
        Samples.Assistant("\n\n"),
        Samples.User("B"),
        new ChatMessage(ChatRole.Assistant, [new TextPart(" "), new TextPart("C")]));

    [Fact]
    public void Arguments_that_are_no_object_go_back_wrapped_so_that_the_model_sees_them() => AssertMessages(
        """[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"tool_use","id":"x","name":"get_tide","input":{"malformed_arguments":"{\"harbour\": Husum"}}]}]""",
        Samples.User("Hi"),
        Samples.Calls(new ToolCall("x", "get_tide", "{\"harbour\": Husum")));

    [Fact]
    public void Signed_and_redacted_thinking_goes_back_unchanged_and_in_place() => AssertMessages(
        """
        [{"role":"user","content":"Hi"},
         {"role":"assistant","content":[
           {"type":"thinking","thinking":"Ebb, then.","signature":"sig=="},
           {"type":"redacted_thinking","data":"b3BhcXVl"},
           {"type":"thinking","thinking":"","signature":"sig2"},
           {"type":"text","text":"Low."}]}]
        """,
        Samples.User("Hi"),
        new ChatMessage(ChatRole.Assistant,
        [
            new ThinkingPart("Ebb, then.", "sig=="),
            new ThinkingPart("", Encrypted: "b3BhcXVl"),
            new ThinkingPart("", "sig2"),
            new TextPart("Low."),
        ]));

    [Fact]
    public void Thinking_of_other_services_is_not_sent() => AssertMessages(
        """[{"role":"user","content":"Hi"},{"role":"assistant","content":"Low."}]""",
        Samples.User("Hi"),
        new ChatMessage(ChatRole.Assistant,
        [
            new ThinkingPart("Plain reasoning."),
            new ThinkingPart("Summary.", Encrypted: "foreign", Id: "rs_1"),
            new TextPart("Low."),
        ]));

    [Fact]
    public void Images_travel_by_their_bytes_or_by_a_url() => AssertMessages(
        """
        [{"role":"user","content":[
          {"type":"text","text":"Which ship?"},
          {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBO/w=="}},
          {"type":"image","source":{"type":"url","url":"https://example.org/a%20ship.jpg"}}]}]
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
