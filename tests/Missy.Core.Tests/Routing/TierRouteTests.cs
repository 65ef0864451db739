using Missy.Tests.Client;
using Missy.Tests.Support;

namespace Missy.Tests.Routing;

/// <summary>What the tier of a prompt does to its route, and what it never does.</summary>
public sealed class TierRouteTests
{
    private const string Simple = "What time is it?";
    private const string Medium = "Write a limerick about a cat and a lighthouse keeper.";
    private const string Complex = "Refactor this function.";

    private const string Rules = """
        providers:
          anthropic: { model: claude-a, fast_model: claude-fast, premium_model: claude-premium, api_key: test-key-1 }
          gpt: { name: openai, model: gpt-b, api_key: test-key-2 }
        """;

    private const string Score = """
        default_provider: anthropic
        providers:
          anthropic: { model: claude-a, fast_model: claude-fast, premium_model: claude-premium, api_key: test-key-1 }
          gpt: { name: openai, model: gpt-b, fast_model: gpt-fast, api_key: test-key-2 }
          groq: { model: llama-b, api_key: test-key-3 }
        routing:
          strategy: score
          simple_threshold: 20
          complex_threshold: 100
          simple_model: groq/llama-3.1-8b-instant
          complex_model: anthropic/claude-complex
        """;

    [Theory]
    [InlineData(Simple, "", "anthropic/claude-fast", "fast")]
    [InlineData(Medium, "", "anthropic/claude-a", "primary")]
    [InlineData(Complex, "", "anthropic/claude-premium", "premium")]
    [InlineData(Complex, "-Provider gpt", "gpt/gpt-b", "premium")]
    [InlineData(Complex, "runspace=anthropic", "anthropic/claude-premium", "premium")]
    [InlineData(Complex, "session=anthropic", "anthropic/claude-premium", "premium")]
    [InlineData(Complex, "-Tier fast", "anthropic/claude-fast", "fast")]
    [InlineData(Complex, "-Model claude-z", "anthropic/claude-z", null)]
    [InlineData(Complex, "after=anthropic/claude-fast", "anthropic/claude-fast", null)]
    [InlineData(Complex, "session=anthropic:claude-fast", "anthropic/claude-fast", null)]
    [InlineData(Complex, "MISSY_MODEL=claude-fast", "anthropic/claude-fast", null)]
    public async Task By_rules_the_tier_chooses_among_the_provider_s_own_models_and_never_against_a_named_one(
        string prompt, string set, string route, string? tier)
    {
        var resolved = await ResolveAsync(Rules, set, prompt);

        Assert.Equal((route, tier), (resolved.ToString(), resolved.Tier));
    }

    [Theory]
    [InlineData(Simple, "", "groq/llama-3.1-8b-instant")]
    [InlineData(Medium, "", "anthropic/claude-a")]
    [InlineData("-Tier simple", "-Tier simple", "groq/llama-3.1-8b-instant")]
    [InlineData("-Tier complex", "-Tier complex", "anthropic/claude-complex")]
    [InlineData(Simple, "runspace=anthropic", "anthropic/claude-fast")]
    [InlineData(Simple, "process=anthropic", "anthropic/claude-fast")]
    [InlineData(Simple, "session=gpt", "gpt/gpt-fast")]
    [InlineData(Simple, "MISSY_PROVIDER=gpt", "gpt/gpt-fast")]
    [InlineData(Simple, "-Provider gpt", "gpt/gpt-fast")]
    [InlineData("-Tier complex", "-Provider anthropic -Tier complex", "anthropic/claude-complex")]
    [InlineData("-Tier complex", "-Provider gpt -Tier complex", "gpt/gpt-b")]
    public async Task By_score_a_model_elsewhere_is_used_only_where_nobody_chose_a_provider(string prompt, string set, string route)
    {
        var resolved = await ResolveAsync(Score, set, prompt);

        Assert.Equal(route, resolved.ToString());
    }

    [Fact]
    public async Task A_routed_model_takes_the_key_and_the_address_of_its_own_provider()
    {
        using var harness = new ClientHarness();
        var url = harness.Simulator.BaseUrl;
        harness.WriteConfig($$"""
            default_provider: first
            providers:
              first: { name: openai, model: a, base_url: '{{url}}v1', api_key: test-key-1 }
              second: { name: anthropic, model: b, base_url: '{{url}}', api_key: test-key-2 }
            routing: { strategy: score, simple_model: second/tiny }
            """);

        var response = await harness.AskAsync("Hi.");

        Assert.Equal(("second", "second/tiny"), (response.Provider, response.Route.ToString()));
        var sent = Assert.Single(harness.Simulator.Requests);
        Assert.Equal("/v1/messages", sent.Path);
        Assert.Equal(RecordedKeys.HashOf("test-key-2"), sent.KeyHash);
    }

    [Fact]
    public async Task A_routed_model_whose_provider_cannot_answer_is_an_error_and_not_another_vendor()
    {
        var failure = await Assert.ThrowsAsync<MissyException>(() => ResolveAsync(Score.Replace(", api_key: test-key-3", "", StringComparison.Ordinal), "", Simple));

        Assert.Contains("'groq' cannot be used", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_router_off_the_primary_model_answers_and_a_named_tier_still_holds()
    {
        const string Off = Rules + "\nrouting: { strategy: off }";

        Assert.Equal("anthropic/claude-a", (await ResolveAsync(Off, "", Complex)).ToString());
        Assert.Equal("anthropic/claude-premium", (await ResolveAsync(Off, "-Tier premium", Simple)).ToString());
    }

    [Fact]
    public async Task Without_a_configuration_the_router_changes_nothing_and_a_named_tier_finds_the_known_model()
    {
        using var harness = new ClientHarness();
        harness.Variables["ANTHROPIC_API_KEY"] = "test-key-1";
        var service = harness.Client.Catalogue.Find("anthropic")!;

        var routed = await harness.Client.ResolveRouteAsync(ClientHarness.Question(Simple), harness.Caller, TestContext.Current.CancellationToken);
        var named = await harness.Client.ResolveRouteAsync(
            ClientHarness.Question(Complex) with { Tier = "fast" }, harness.Caller, TestContext.Current.CancellationToken);

        Assert.Equal((service.DefaultModel, "fast"), (routed.Model, routed.Tier));
        Assert.Equal(service.FastModel, named.Model);
    }

    [Fact]
    public async Task The_steps_say_which_signal_decided()
    {
        var resolved = await ResolveAsync(Rules, "", Complex);

        var step = Assert.Single(resolved.Steps, step => step.Step == "tier");
        Assert.Equal("premium", step.Chose);
        Assert.Contains("refactor", step.Because, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Piped_context_counts_and_instructions_and_answers_do_not()
    {
        using var harness = new ClientHarness(Rules);
        var asked = ClientHarness.Question("Say it again.") with { System = new string('x', 600) };
        var withContext = ClientHarness.Question(new string('x', 501));

        Assert.Equal("primary", (await RouteAsync(harness, asked)).Tier);
        Assert.Equal("premium", (await RouteAsync(harness, withContext)).Tier);
    }

    private static Task<Route> RouteAsync(ClientHarness harness, AskRequest request) =>
        harness.Client.ResolveRouteAsync(request, harness.Caller, TestContext.Current.CancellationToken);

    private static async Task<Route> ResolveAsync(string yaml, string set, string prompt)
    {
        using var harness = new ClientHarness(yaml);
        return await RouteAsync(harness, await RouteScene.SetAsync(harness, set, prompt));
    }
}
