using Missy.Tests.Client;

namespace Missy.Tests.Routing;

public sealed class PurposeTests
{
    private const string Yaml = """
        default_provider: gpt
        providers:
          gpt: { name: openai, model: gpt-b, api_key: test-key-1 }
          keyless: { name: groq, model: llama-b }
          local: { name: ollama, model: m, base_url: 'http://127.0.0.1:9' }
        models:
          - { provider: keyless, model: first, purpose: oracle }
          - { provider: gpt, model: second, purpose: oracle }
          - { provider: local, model: third, purpose: oracle }
          - { provider: keyless, model: only, purpose: reviewer }
        """;

    [Fact]
    public async Task The_first_model_of_a_purpose_that_can_be_called_answers_and_those_after_it_stand_by()
    {
        var route = await RouteAsync("-Purpose oracle");

        Assert.Equal(("gpt/second", "oracle"), (route.ToString(), route.Purpose));
        Assert.Equal(["local/third"], route.Fallback.Select(target => target.ToString()));
        Assert.Contains(route.Steps, step => step.Step == "fallback" && step.Because.Contains("GROQ_API_KEY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_purpose_whose_models_all_cannot_be_called_is_an_error_and_nobody_else_answers()
    {
        var failure = await Assert.ThrowsAsync<MissyException>(() => RouteAsync("-Purpose reviewer"));

        Assert.Equal(ErrorKind.Authentication, failure.Kind);
        Assert.Contains("'keyless' cannot be used", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_call_s_own_fallback_takes_the_place_of_the_purpose_s()
    {
        var route = await RouteAsync("-Purpose oracle -Fallback local");

        Assert.Equal("local/m", route.ToString());
        Assert.Empty(route.Fallback);
    }

    [Fact]
    public void The_purposes_are_listed_with_what_they_stand_for()
    {
        using var harness = new ClientHarness(Yaml);

        Assert.Equal([("oracle", "keyless/first, gpt/second, local/third"), ("reviewer", "keyless/only")], harness.Client.Purposes);
    }

    [Fact]
    public async Task Lead_and_worker_need_a_model_each()
    {
        var failure = await Assert.ThrowsAsync<MissyException>(() => RouteAsync("-Purpose lead-worker"));

        Assert.Contains("'lead'", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<Route> RouteAsync(string set)
    {
        using var harness = new ClientHarness(Yaml);
        var request = await RouteScene.SetAsync(harness, set);
        return await harness.Client.ResolveRouteAsync(request, harness.Caller, TestContext.Current.CancellationToken);
    }
}
