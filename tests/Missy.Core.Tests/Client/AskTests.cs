using Missy.Simulation;

namespace Missy.Tests.Client;

public sealed class AskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("anthropic", "")]
    [InlineData("openai", "v1")]
    [InlineData("openai-responses", "v1")]
    [InlineData("openai-codex", "v1")]
    [InlineData("ollama", "")]
    public async Task Every_wire_answers_whole_and_streamed_alike(string wire, string path)
    {
        using var harness = new ClientHarness();
        harness.WriteConfig($"providers: {{ it: {{ name: {wire}, model: simulator-small, base_url: '{harness.Simulator.BaseUrl}{path}' }} }}");

        var whole = await harness.AskAsync("Grüße aus 東京 🗼");
        var chunks = await StreamAsync(harness, "Grüße aus 東京 🗼");

        Assert.Contains("Grüße aus 東京 🗼", whole.Content, StringComparison.Ordinal);
        var streamed = chunks[^1].Response!;
        Assert.Equal("done", chunks[^1].Kind);
        Assert.Equal(whole.Content, streamed.Content);
        Assert.Equal(whole.Content, string.Concat(chunks.Where(chunk => chunk.Kind == "text").Select(chunk => chunk.Text)));
        Assert.Equal((whole.Model, whole.Usage, whole.FinishReason), (streamed.Model, streamed.Usage, streamed.FinishReason));
        Assert.Equal("it", whole.Provider);
        Assert.True(whole.Usage is { PromptTokens: > 0, CompletionTokens: > 0 });
        Assert.NotNull(streamed.TimeToFirstToken);
    }

    [Fact]
    public async Task A_response_tells_its_route_its_attempt_and_the_key_slot_by_name()
    {
        using var harness = new ClientHarness();
        harness.Variables["TEST_KEY"] = "test-key-1";
        harness.WriteConfig(
            $"providers: {{ it: {{ name: openai, model: m, base_url: '{harness.Simulator.BaseUrl}v1', api_key_env: TEST_KEY }} }}");

        var response = await harness.AskAsync("hi");

        Assert.Equal(["provider", "tier", "model"], response.Route.Steps.Select(step => step.Step));
        var attempt = Assert.Single(response.Attempts);
        Assert.Equal(("it", "m", "TEST_KEY", "Success"), (attempt.Provider, attempt.Model, attempt.Key, attempt.Outcome));
        Assert.Null(response.Cost);
        Assert.DoesNotContain("test-key-1", response.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_looked_up_at_each_call()
    {
        using var harness = new ClientHarness();
        harness.WriteConfig(
            $"providers: {{ it: {{ name: openai, model: m, local: false, base_url: '{harness.Simulator.BaseUrl}v1', api_key: $TEST_KEY }} }}");

        var failure = await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi", "it"));
        harness.Variables["TEST_KEY"] = "test-key-1";
        await harness.AskAsync("hi");
        harness.Variables["TEST_KEY"] = "  ";
        await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi"));

        Assert.Equal(ErrorKind.Authentication, failure.Kind);
        Assert.Contains("TEST_KEY", failure.Message, StringComparison.Ordinal);
        Assert.Single(harness.Simulator.Requests);
    }

    [Fact]
    public async Task Options_of_file_and_call_reach_the_wire_and_the_call_wins()
    {
        using var harness = new ClientHarness();
        harness.WriteConfig(
            $"providers: {{ it: {{ name: openai, model: m, base_url: '{harness.Simulator.BaseUrl}v1', max_tokens: 99, options: {{ seed: 1, top_p: 0.5 }} }} }}");
        var request = ClientHarness.Question("hi") with
        {
            ProviderOptions = new Dictionary<string, System.Text.Json.JsonElement>
            {
                ["seed"] = System.Text.Json.JsonDocument.Parse("7").RootElement,
            },
        };

        await harness.Client.AskAsync(request, harness.Caller, Cancellation);

        var body = System.Text.Json.JsonDocument.Parse(harness.Simulator.Requests[0].Body).RootElement;
        Assert.Equal(7, body.GetProperty("seed").GetInt32());
        Assert.Equal(0.5, body.GetProperty("top_p").GetDouble());
        Assert.Equal(99, body.GetProperty("max_tokens").GetInt32());
    }

    [Fact]
    public async Task Leaving_a_stream_early_ends_the_request()
    {
        using var harness = new ClientHarness();
        harness.WriteConfig($"providers: {{ it: {{ name: openai, model: m, base_url: '{harness.Simulator.BaseUrl}v1' }} }}");
        harness.Simulator.AddFault(FaultRule.Parse("stall;after=2"));

        await foreach (var chunk in harness.Client.StreamAsync(ClientHarness.Question("hi"), harness.Caller, Cancellation))
        {
            Assert.Equal("text", chunk.Kind);
            break;
        }

        var record = await harness.Simulator.WaitForAbortAsync(1, Cancellation);
        Assert.True(record.ClientAborted);
    }

    [Fact]
    public async Task An_edited_configuration_holds_from_the_next_call()
    {
        using var harness = new ClientHarness("providers: { simulator: { model: one } }");
        var before = await harness.AskAsync("hi", "simulator");

        harness.WriteConfig("providers: { simulator: { model: another } }");
        var after = await harness.AskAsync("hi", "simulator");

        Assert.Equal(("one", "another"), (before.Route.Model, after.Route.Model));
    }

    private static async Task<List<Chunk>> StreamAsync(ClientHarness harness, string prompt)
    {
        var chunks = new List<Chunk>();
        await foreach (var chunk in harness.Client.StreamAsync(ClientHarness.Question(prompt), harness.Caller, Cancellation))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }
}
