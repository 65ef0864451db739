using System.Text;
using Missy.Chat;
using Missy.Providers;
using Missy.Tests.Support;

namespace Missy.Tests.Calls;

/// <summary>Who is asked when the chosen provider fails, with what, and when nobody is.</summary>
public sealed class FallbackCallTests
{
    private const string ThreeProviders = """
        default_provider: a
        providers:
          a: {name: anthropic, model: ma, base_url: 'URL', api_key: test-key-1}
          b: {name: openai, model: mb, base_url: 'URL/v1', api_key: test-key-2}
          c: {name: openai-responses, model: mc, base_url: 'URL/v1', api_key: test-key-3}
        routing: {strategy: off, fallback: [b/mb, c/mc]}
        reliability: {max_retries: 0}
        """;

    [Fact]
    public async Task The_chain_is_taken_in_order_each_with_its_own_key_address_and_model()
    {
        using var harness = new CallHarness(ThreeProviders);
        harness.Fault("path=/v1/messages;503", "path=/v1/chat/completions;404");

        var answer = await harness.AskAsync();

        Assert.Equal(["/v1/messages ma", "/v1/chat/completions mb", "/v1/responses mc"], Sent(harness));
        Assert.Equal([1, 2, 3], harness.SentKeys);
        Assert.Equal(("c", "mc"), (answer.Provider, answer.Model));
        Assert.Equal(["a Unavailable", "b NotFound", "c Success"], Told(answer.Attempts));
        Assert.Equal(["b/mb", "c/mc"], answer.Route.Steps.Where(step => step.Step == "fallback").Select(step => step.Chose));
        Assert.Equal(
            [
                new FallbackUsed(new RouteTarget("a", "ma"), new RouteTarget("b", "mb"), "Unavailable"),
                new FallbackUsed(new RouteTarget("b", "mb"), new RouteTarget("c", "mc"), "NotFound"),
            ],
            harness.Heard<FallbackUsed>());
    }

    [Fact]
    public async Task When_all_fail_the_error_is_the_firsts_with_every_attempt()
    {
        using var harness = new CallHarness(ThreeProviders);
        harness.Fault("path=/v1/messages;503", "path=/v1/chat/completions;401", "path=/v1/responses;400");

        var failure = await harness.FailAsync();

        Assert.Equal((ErrorKind.Unavailable, "a"), (failure.Kind, failure.Provider));
        Assert.Equal(["a Unavailable", "b Authentication", "c InvalidRequest"], Told(failure.Attempts));
    }

    [Theory]
    [InlineData("400")]
    [InlineData("422")]
    [InlineData("context-length")]
    [InlineData("413")]
    public async Task What_would_fail_everywhere_is_told_at_once(string fault)
    {
        using var harness = new CallHarness(ThreeProviders);
        harness.Fault($"path=/v1/messages;{fault}");

        await harness.FailAsync();

        Assert.Single(harness.Simulator.Requests);
        Assert.Empty(harness.Heard<FallbackUsed>());
    }

    [Theory]
    [InlineData("404")]
    [InlineData("401")]
    [InlineData("429;retry-after=600")]
    [InlineData("insufficient-quota")]
    [InlineData("html")]
    [InlineData("reset")]
    [InlineData("truncated-json")]
    public async Task What_another_may_do_better_goes_to_the_next(string fault)
    {
        using var harness = new CallHarness(ThreeProviders);
        harness.Fault($"path=/v1/messages;{fault}");

        Assert.Equal("b", (await harness.AskAsync()).Provider);
    }

    [Fact]
    public async Task A_call_that_names_its_provider_stays_there()
    {
        using var harness = new CallHarness(ThreeProviders);
        harness.Fault("path=/v1/messages;503");

        await harness.FailAsync(request => request with { Provider = "a" });

        Assert.Single(harness.Simulator.Requests);
    }

    [Fact]
    public async Task A_cancelled_call_goes_nowhere_else()
    {
        using var harness = new CallHarness(ThreeProviders);
        harness.Fault("path=/v1/messages;no-answer");
        using var stop = new CancellationTokenSource();

        var call = harness.AskAsync(null, stop.Token);
        await harness.Simulator.WaitForRequestAsync(1, TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(harness.Simulator.Requests);
    }

    [Fact]
    public async Task The_next_is_given_the_whole_history_without_the_thinking_of_another()
    {
        using var harness = new CallHarness(ThreeProviders);
        harness.Fault("path=/v1/messages;503");
        IReadOnlyList<ChatMessage> history =
        [
            Samples.User("How high is it?"),
            new ChatMessage(ChatRole.Assistant, [new ThinkingPart("thought-canary", "signature-canary"), new ToolCallPart(new ToolCall("toolu_1", "get_tide", """{"harbour":"Brest"}"""))]),
            Samples.Results(new ToolResult("toolu_1", "get_tide", "six metres")),
        ];

        await harness.AskAsync(request => request with { Messages = history, AnsweredBy = "a", Tools = [Samples.Tides] });

        var (first, second) = (harness.Simulator.Requests[0].Body, harness.Simulator.Requests[1].Body);
        Assert.Contains("thought-canary", first, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", second, StringComparison.Ordinal);
        Assert.All(["How high is it?", "get_tide", "Brest", "six metres", "\"tool_calls\"", "\"role\":\"tool\""], text => Assert.Contains(text, second, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cut-stream;after=0")]
    [InlineData("malformed-event;after=0")]
    [InlineData("error-event;error=529")]
    [InlineData("503")]
    public async Task A_stream_goes_to_the_next_while_nothing_of_it_was_shown(string fault)
    {
        using var harness = new CallHarness(ThreeProviders);
        harness.Fault($"path=/v1/messages;{fault}");

        var (text, response) = await harness.StreamAsync();

        Assert.Equal("b", response!.Provider);
        Assert.Equal(response.Content, text);
    }

    [Theory]
    [InlineData("cut-stream;deltas=1")]
    [InlineData("malformed-event;deltas=1")]
    [InlineData("error-event;error=529;deltas=1")]
    public async Task A_stream_of_which_something_was_shown_goes_nowhere_else(string fault)
    {
        using var harness = new CallHarness(ThreeProviders);
        harness.Fault($"path=/v1/messages;{fault}");

        var failure = await Assert.ThrowsAsync<MissyException>(() => harness.StreamAsync());

        Assert.NotEmpty(failure.PartialText!);
        Assert.Single(harness.Simulator.Requests);
    }

    [Fact]
    public async Task A_session_keeps_the_answer_and_begins_again_with_its_own_provider()
    {
        using var harness = new CallHarness(ThreeProviders);
        var session = await harness.Client.NewSessionAsync(new SessionOptions { Name = "s" }, harness.Caller, TestContext.Current.CancellationToken);
        harness.Fault("path=/v1/messages;call=1;503");

        var first = await harness.AskAsync(request => request with { Session = session });
        var second = await harness.AskAsync(request => request with { Session = session });

        Assert.Equal(("b", "a"), (first.Provider, second.Provider));
        Assert.Equal(2, session.Turns);
        Assert.Contains(first.Content[..40], harness.Simulator.Requests[^1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("context-length", false, "large")]
    [InlineData("503", false, "small")]
    [InlineData("503", true, "large")]
    public async Task Only_a_model_that_is_able_to_is_asked(string fault, bool image, string asked)
    {
        using var harness = new CallHarness(
            """
            default_provider: main
            providers:
              main: {name: first, model: middle, api_key: test-key-1}
            routing: {strategy: off, fallback: [main/toolless, main/small, main/large]}
            reliability: {max_retries: 0}
            """,
            url => ProviderCatalogue.Parse(
                Encoding.UTF8.GetBytes($$"""
                [{ "name": "first", "displayName": "First", "wire": "openai", "baseUrl": "{{url}}/v1", "auth": "bearer", "local": true },
                 { "name": "simulator", "displayName": "Simulator", "wire": "simulator" }]
                """),
                """
                [{ "provider": "first", "asOf": "2026-01-01", "models": [
                  { "id": "middle", "contextTokens": 10000, "capabilities": ["tools", "vision"] },
                  { "id": "toolless", "contextTokens": 90000, "capabilities": ["vision"] },
                  { "id": "small", "contextTokens": 8000, "capabilities": ["tools"] },
                  { "id": "large", "contextTokens": 20000, "capabilities": ["tools", "vision"] }] }]
                """u8.ToArray()));
        harness.Fault($"model=middle;{fault}");
        ContentPart[] content = image
            ? [new TextPart("What is it?"), ImagePart.FromBytes(new byte[] { 137, 80, 78, 71 }, "image/png")]
            : [new TextPart("What is it?")];

        var answer = await harness.AskAsync(request => request with { Messages = [new ChatMessage(ChatRole.User, content)], Tools = [Samples.Tides] });

        Assert.Equal(["middle", asked], harness.Simulator.Requests.Select(request => request.Model));
        Assert.Equal(asked == "large" ? 2 : 1, answer.Attempts.Count(attempt => attempt.Outcome == "Skipped"));
    }

    private static IEnumerable<string> Sent(CallHarness harness) => harness.Simulator.Requests.Select(request => $"{request.Path} {request.Model}");

    private static IEnumerable<string> Told(IReadOnlyList<Attempt> attempts) => attempts.Select(attempt => $"{attempt.Provider} {attempt.Outcome}");
}
