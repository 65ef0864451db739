using Missy.Tests.Client;

namespace Missy.Tests.Routing;

/// <summary>Who answers and who cannot, one test a rule; the order itself is in <see cref="ResolutionOrderTests"/>.</summary>
public sealed class RouteResolverTests
{
    private const string Providers = """
        default_provider: anthropic
        providers:
          anthropic: { model: claude-a, fast_model: claude-fast, api_key: test-key-1 }
          gpt: { name: openai, model: gpt-b, api_key: test-key-2 }
          router: { name: openrouter, model: meta/llama, api_key: test-key-3 }
          bare: { name: openai, base_url: 'http://127.0.0.1:9/v1' }
          off: { name: openai, model: gpt-c, api_key: test-key-4, enabled: false }
        """;

    [Theory]
    [InlineData("off", "disabled")]
    [InlineData("bare", "has no model")]
    [InlineData("anthropc", "Did you mean 'anthropic'?")]
    [InlineData("groq", "add it under 'providers'")]
    public async Task A_named_provider_that_cannot_answer_is_an_error_and_never_replaced(string name, string reason)
    {
        using var harness = new ClientHarness(Providers);

        var failure = await harness.FailingRouteAsync(name);

        Assert.Equal(ErrorKind.Configuration, failure.Kind);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_default_without_a_key_is_an_error_although_others_have_one()
    {
        using var harness = new ClientHarness("""
            default_provider: anthropic
            providers:
              anthropic: { model: a }
              gpt: { name: openai, model: b, api_key: test-key-1 }
            """);

        var failure = await harness.FailingRouteAsync();

        Assert.Equal(ErrorKind.Authentication, failure.Kind);
        Assert.Contains("ANTHROPIC_API_KEY", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_default_the_first_available_in_file_order_answers()
    {
        using var harness = new ClientHarness("""
            providers:
              simulator: {}
              off: { name: openai, model: a, api_key: test-key-1, enabled: false }
              keyless: { name: groq, model: b }
              good: { name: mistral, model: c, api_key: test-key-2 }
              later: { name: openai, model: d, api_key: test-key-3 }
            """);

        Assert.Equal("good/c", (await harness.RouteAsync()).ToString());
    }

    [Fact]
    public async Task When_nobody_configured_can_answer_each_reason_is_told()
    {
        using var harness = new ClientHarness("""
            providers:
              off: { name: openai, model: a, api_key: test-key-1, enabled: false }
              keyless: { name: groq, model: b }
            """);

        var failure = await harness.FailingRouteAsync();

        Assert.Contains("off: it is disabled", failure.Message, StringComparison.Ordinal);
        Assert.Contains("keyless: the environment variable GROQ_API_KEY is not set", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("default_model: { provider: gpt, model: gpt-d }", null, "gpt/gpt-b")]
    [InlineData("default_model: { provider: bare, model: gpt-d }", null, "bare/gpt-d")]
    [InlineData("default_model: { provider: bare, model_id: gpt-d }", "gpt", "gpt/gpt-b")]
    public async Task The_default_model_fills_what_its_own_provider_leaves_open(string line, string? provider, string expected)
    {
        using var harness = new ClientHarness(line + Providers[Providers.IndexOf('\n', StringComparison.Ordinal)..]);

        Assert.Equal(expected, (await harness.RouteAsync(provider)).ToString());
    }

    [Fact]
    public async Task Resolving_asks_nobody()
    {
        using var harness = new ClientHarness();
        harness.WriteConfig($"providers: {{ it: {{ name: ollama, model: m, base_url: '{harness.Simulator.BaseUrl}' }} }}");

        await harness.RouteAsync("it");

        Assert.Empty(harness.Simulator.Requests);
    }
}
