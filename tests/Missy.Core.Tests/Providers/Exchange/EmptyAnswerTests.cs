using Missy.Chat;
using Missy.Tests.Support;

namespace Missy.Tests.Providers.Exchanges;

/// <summary>Answers that hold nothing, and are answers all the same or not.</summary>
public sealed class EmptyAnswerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("length", FinishReason.Length)]
    [InlineData("content_filter", FinishReason.ContentFilter)]
    public async Task One_that_was_cut_short_or_withheld_says_so(string word, FinishReason reason)
    {
        foreach (var stream in (bool[])[false, true])
        {
            using var server = Server(word, stream);
            using var harness = new ProviderHarness(server.BaseUrl);

            var outcome = await harness.AskAsync("openai", stream);

            Assert.Equal(("", reason), (outcome.Response!.Content, outcome.Response.FinishReason));
        }
    }

    [Fact]
    public async Task One_that_ended_well_is_none()
    {
        foreach (var stream in (bool[])[false, true])
        {
            using var server = Server("stop", stream);
            using var harness = new ProviderHarness(server.BaseUrl);

            var failure = (await harness.AskAsync("openai", stream)).Failure!;

            Assert.Equal((ErrorKind.MalformedResponse, false), (failure.Kind, failure.IsPermanent));
            Assert.Equal("it ended the answer without saying anything.", failure.Message);
        }
    }

    [Fact]
    public async Task To_a_tools_results_a_model_may_have_nothing_to_add()
    {
        using var server = Server("stop", stream: false);
        using var harness = new ProviderHarness(server.BaseUrl);
        var request = Wire.Question with
        {
            Messages = [.. Wire.Question.Messages, new ChatMessage(ChatRole.Tool, [new ToolResultPart(new ToolResult("call_a", "weather", "Rain"))])],
        };

        var response = await harness.Provider("openai").CompleteAsync(request, ProviderHarness.Credential, Cancellation);

        Assert.Equal(("", FinishReason.Stop), (response.Content, response.FinishReason));
    }

    private static ScriptedServer Server(string finish, bool stream) => stream
        ? new ScriptedServer(ScriptedServer.Answer(
            Sse.Data($$"""{"choices":[{"index":0,"delta":{"content":""},"finish_reason":"{{finish}}"}]}""") + "data: [DONE]\n\n", type: "text/event-stream"))
        : new ScriptedServer(ScriptedServer.Answer($$"""{"choices":[{"index":0,"message":{"content":""},"finish_reason":"{{finish}}"}]}"""));
}
