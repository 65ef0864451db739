using System.Text.Json;
using Missy.Chat;
using Missy.Providers.Anthropic;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Anthropic;

public sealed class AnthropicCachingTests
{
    private const string Mark = """{"type":"ephemeral"}""";

    private static readonly string Long = new('x', 4096);

    private static readonly AnthropicProtocol Auto = new(new AnthropicWireOptions(PromptCache: true));

    private static readonly AnthropicProtocol Off = new(new AnthropicWireOptions(PromptCache: false));

    [Fact]
    public void Long_instructions_are_marked_and_a_first_question_is_not()
    {
        var body = Wire.Body(Auto, Samples.Ask(Samples.User("Hi")) with { System = Long });

        Json.AssertSame($$"""[{"type":"text","text":"{{Long}}","cache_control":{{Mark}}}]""", body.GetProperty("system"));
        Assert.Equal(1, Marks(body));
    }

    [Fact]
    public void Without_instructions_the_last_tool_is_marked_and_the_question_as_more_is_to_come()
    {
        var body = Wire.Body(Auto, Samples.Ask(Samples.User(Long)) with { Tools = [Samples.Tides, Samples.Clock] });

        Json.AssertSame(
            $$$"""{"name":"get_time","input_schema":{"type":"object","properties":{}},"cache_control":{{{Mark}}}}""",
            body.GetProperty("tools")[1]);
        Json.AssertSame(
            $$"""[{"role":"user","content":[{"type":"text","text":"{{Long}}","cache_control":{{Mark}}}]}]""",
            body.GetProperty("messages"));
        Assert.Equal(2, Marks(body));
    }

    [Fact]
    public void A_conversation_that_goes_on_is_marked_at_its_end()
    {
        var body = Wire.Body(Auto, Samples.Ask(
            Samples.User(Long),
            Samples.Calls(new ToolCall("a", "get_time", "{}")),
            Samples.Results(new ToolResult("a", "get_time", "12:00"))));

        Json.AssertSame(
            $$"""[{"type":"tool_result","tool_use_id":"a","content":"12:00","cache_control":{{Mark}}}]""",
            body.GetProperty("messages")[2].GetProperty("content"));
        Assert.Equal(1, Marks(body));
    }

    [Fact]
    public void With_everything_no_more_than_two_of_the_four_allowed_marks_are_used()
    {
        var request = Samples.Ask(Samples.User("A"), Samples.Assistant("B"), Samples.User("C")) with
        {
            System = Long,
            Tools = [Samples.Tides, Samples.Clock],
        };

        Assert.Equal(2, Marks(Wire.Body(Auto, request)));
    }

    [Fact]
    public void A_lone_question_is_not_marked_however_long() => Assert.Equal(0, Marks(Wire.Body(Auto, Samples.Ask(Samples.User(Long)))));

    [Fact]
    public void Prompts_too_short_for_the_cache_are_not_marked()
    {
        var request = Samples.Ask(Samples.User("A"), Samples.Assistant("B"), Samples.User("C")) with
        {
            System = Long[..3000],
            Tools = [Samples.Tides],
        };

        Assert.Equal(0, Marks(Wire.Body(Auto, request)));
    }

    [Fact]
    public void Length_is_counted_over_instructions_tools_and_messages()
    {
        var schema = Json.Parse($$"""{"type":"object","description":"{{Long[..2000]}}"}""");
        var request = Samples.Ask(Samples.User(Long[..1100])) with
        {
            System = Long[..1000],
            Tools = [new ToolDefinition("t", "", schema)],
        };

        Assert.Equal(2, Marks(Wire.Body(Auto, request)));
    }

    [Fact]
    public void Nothing_is_marked_when_the_cache_is_off() =>
        Assert.Equal(0, Marks(Wire.Body(Off, Samples.Ask(Samples.User("A")) with { System = Long, Tools = [Samples.Tides] })));

    [Fact]
    public void A_configured_automatic_marker_stands_alone()
    {
        var request = Samples.Ask(Samples.User("A")) with { System = Long, Options = Json.Members($$"""{"cache_control":{{Mark}}}""") };

        var body = Wire.Body(Auto, request);

        Assert.Equal(1, Marks(body));
        Json.AssertSame(Mark, body.GetProperty("cache_control"));
    }

    private static int Marks(JsonElement body) => body.GetRawText().Split("\"cache_control\"").Length - 1;
}
