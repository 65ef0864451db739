using Missy.Chat;
using Missy.Providers.Anthropic;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Anthropic;

public sealed class AnthropicRequestTests
{
    private static readonly AnthropicProtocol Protocol = new(new AnthropicWireOptions());

    [Fact]
    public void A_plain_question_names_model_limit_and_message_only() => Json.AssertSame(
        """{"model":"test-model","max_tokens":4096,"messages":[{"role":"user","content":"How deep is the harbour?"}]}""",
        Wire.Body(Protocol, Samples.Ask(Samples.User("How deep is the harbour?"))));

    [Fact]
    public void Streaming_is_asked_for_by_a_flag() => Json.AssertSame(
        """{"model":"test-model","max_tokens":4096,"messages":[{"role":"user","content":"Hi"}],"stream":true}""",
        Wire.Body(Protocol, Samples.Ask(Samples.User("Hi")), stream: true));

    [Fact]
    public void The_limit_is_the_caller_s_own_else_the_models_maximum()
    {
        var request = Samples.Ask(Samples.User("Hi")) with { DefaultMaxTokens = 64000 };

        Assert.Equal(64000, Wire.Body(Protocol, request).GetProperty("max_tokens").GetInt32());
        Assert.Equal(12, Wire.Body(Protocol, request with { MaxTokens = 12 }).GetProperty("max_tokens").GetInt32());
    }

    [Fact]
    public void All_instructions_are_joined_outside_the_conversation()
    {
        var request = Samples.Ask(
            new ChatMessage(ChatRole.System, "Speak of ships."),
            Samples.User("Hi"),
            new ChatMessage(ChatRole.System, "Rhyme.")) with
        { System = "Be brief." };

        Json.AssertSame(
            """{"model":"test-model","max_tokens":4096,"system":"Be brief.\n\nSpeak of ships.\n\nRhyme.","messages":[{"role":"user","content":"Hi"}]}""",
            Wire.Body(Protocol, request));
    }

    [Fact]
    public void Tools_have_a_name_a_description_where_there_is_one_and_an_input_schema()
    {
        const string tools = """
            [{"name":"get_tide","description":"Height of the tide at a harbour","input_schema":{"type":"object","properties":{"harbour":{"type":"string"}},"required":["harbour"]}},
             {"name":"get_time","input_schema":{"type":"object","properties":{}}}]
            """;

        Json.AssertSame(tools, Json.Tools(Protocol, Samples.Tides, Samples.Clock));
        Json.AssertSame(
            $$"""{"model":"test-model","max_tokens":4096,"messages":[{"role":"user","content":"Hi"}],"tools":{{tools}}}""",
            Wire.Body(Protocol, Samples.Ask(Samples.User("Hi")) with { Tools = [Samples.Tides, Samples.Clock] }));
    }

    [Fact]
    public void Configured_options_win_and_no_member_is_written_twice() => Json.AssertSame(
        """{"model":"test-model","messages":[{"role":"user","content":"Hi"}],"max_tokens":7,"temperature":0.1,"system":"Other.","top_k":3}""",
        Wire.Body(Protocol, Samples.Ask(Samples.User("Hi")) with
        {
            System = "Mine.",
            MaxTokens = 99,
            Temperature = 0.9,
            Options = Json.Members("""{"max_tokens":7,"temperature":0.1,"system":"Other.","top_k":3}"""),
        }));

    [Theory]
    [InlineData("claude-haiku-4-5", 0.3, null)]
    [InlineData("claude-opus-4-6", 0.3, ReasoningEffort.Low)]
    [InlineData("claude-opus-4-7", 0.3, null)]
    public void A_temperature_is_sent_as_it_was_given_also_where_the_service_refuses_it(
        string model, double temperature, ReasoningEffort? effort)
    {
        var body = Wire.Body(Protocol, Samples.Ask(Samples.User("Hi")) with
        {
            Model = model,
            Temperature = temperature,
            ReasoningEffort = effort,
        });

        Assert.Equal(temperature, body.GetProperty("temperature").GetDouble());
    }

    [Fact]
    public void Configured_thinking_wins_over_an_effort()
    {
        var request = Samples.Ask(Samples.User("Hi")) with
        {
            ReasoningEffort = ReasoningEffort.High,
            Options = Json.Members("""{"thinking":{"type":"enabled","budget_tokens":2000}}"""),
        };

        Json.AssertSame(
            """{"model":"test-model","max_tokens":4096,"messages":[{"role":"user","content":"Hi"}],"thinking":{"type":"enabled","budget_tokens":2000}}""",
            Wire.Body(Protocol, request));
    }

    [Fact]
    public void The_version_header_is_sent_unless_configuration_set_it()
    {
        using var message = new HttpRequestMessage();
        Protocol.AddHeaders(message.Headers, null);
        Protocol.AddHeaders(message.Headers, null);
        Assert.Equal(["2023-06-01"], message.Headers.GetValues("anthropic-version"));

        using var other = new HttpRequestMessage();
        other.Headers.Add("anthropic-version", "2099-01-01");
        Protocol.AddHeaders(other.Headers, null);
        Assert.Equal(["2099-01-01"], other.Headers.GetValues("anthropic-version"));
    }
}
