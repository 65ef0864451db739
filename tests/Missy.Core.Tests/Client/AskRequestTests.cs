using Missy.Chat;

namespace Missy.Tests.Client;

public sealed class AskRequestTests
{
    [Fact]
    public async Task A_question_after_an_answer_carries_the_conversation_to_the_same_provider_and_model()
    {
        using var harness = new ClientHarness();
        var first = await harness.Client.AskAsync(
            ClientHarness.Question("one", "simulator", "m-1") with { System = "Be brief." }, harness.Caller, TestContext.Current.CancellationToken);

        var next = ClientHarness.Question("two").After(first);

        Assert.Equal(["one", first.Content, "two"], next.Messages.Select(message => message.Text));
        Assert.Equal([ChatRole.User, ChatRole.Assistant, ChatRole.User], next.Messages.Select(message => message.Role));
        Assert.Equal(("simulator", "m-1", "Be brief."), (next.Continued?.Provider, next.Continued?.Model, next.System));
    }

    [Theory]
    [InlineData("openai", null)]
    [InlineData(null, "openai/m-2")]
    [InlineData("openai", "m-2")]
    public async Task A_question_after_an_answer_goes_where_it_says_itself(string? provider, string? model)
    {
        using var harness = new ClientHarness();
        var first = await harness.AskAsync("one", "simulator", "m-1");

        var next = ClientHarness.Question("two", provider, model).After(first);

        Assert.Equal((provider, model), (next.Provider, next.Model));
    }

    [Fact]
    public void Provider_options_are_read_from_text()
    {
        var request = ClientHarness.Question("hi").WithProviderOptions("""{"seed": 7, "stop": ["a"]}""");

        Assert.Equal(7, request.ProviderOptions!["seed"].GetInt32());
        Assert.Equal("""["a"]""", request.ProviderOptions["stop"].GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("""{"a": 1""")]
    [InlineData("""{"model": "x"}""")]
    [InlineData("""{"stream": true}""")]
    [InlineData("""{"messages": []}""")]
    [InlineData("""{"input": ""}""")]
    public void Provider_options_that_are_no_object_or_set_what_Missy_sends_are_refused(string json)
    {
        var failure = Assert.Throws<MissyException>(() => ClientHarness.Question("hi").WithProviderOptions(json));

        Assert.Equal(ErrorKind.InvalidRequest, failure.Kind);
    }
}
