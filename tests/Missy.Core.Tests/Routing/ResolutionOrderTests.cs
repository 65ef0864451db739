using Missy.Tests.Client;

namespace Missy.Tests.Routing;

/// <summary>
/// Who answers: the whole order in one table. A row gives what is set, from the strongest to the weakest, then the route and
/// the reason that decided. Whatever stands further left wins.
/// </summary>
public sealed class ResolutionOrderTests
{
    private const string Providers = """
        default_provider: anthropic
        providers:
          anthropic: { model: claude-a, fast_model: claude-fast, premium_model: claude-premium, api_key: test-key-1 }
          gpt: { name: openai, model: gpt-b, fast_model: gpt-fast, api_key: test-key-2 }
          router: { name: openrouter, model: meta/llama, api_key: test-key-3 }
          openrouter: { model: meta/llama, api_key: test-key-4 }
          groq: { model: llama-b, api_key: test-key-5 }
          proxy: { name: openai, model: any, base_url: 'http://127.0.0.1:9/v1' }
        aliases: { quick: gpt/gpt-fast }
        models:
          - { provider: gpt, model: o-large, purpose: oracle }
          - { provider: anthropic, model: claude-lead, purpose: lead }
          - { provider: gpt, model: gpt-worker, purpose: worker }
        """;

    // what is set                                                                    → route
    public static TheoryData<string, string, string> Order => new()
    {
        // Nothing is named: the weaker, the further down.
        { "", "anthropic/claude-a", "it is default_provider in the configuration" },
        { "MISSY_PROVIDER=gpt", "gpt/gpt-b", "MISSY_PROVIDER names it" },
        { "MISSY_PROVIDER=gpt MISSY_MODEL=gpt-z", "gpt/gpt-z", "MISSY_MODEL names it" },
        { "MISSY_MODEL=gpt/gpt-z", "gpt/gpt-z", "MISSY_MODEL names it" },
        { "MISSY_MODEL=quick", "gpt/gpt-fast", "MISSY_MODEL names it" },
        { "MISSY_MODEL=claude-z", "anthropic/claude-z", "MISSY_MODEL names it" },
        { "process=gpt MISSY_PROVIDER=anthropic MISSY_MODEL=claude-z", "gpt/gpt-b", "it is this process's default" },
        { "runspace=gpt process=router MISSY_PROVIDER=anthropic", "gpt/gpt-b", "it is this runspace's default" },
        { "session=gpt runspace=router process=router MISSY_PROVIDER=router", "gpt/gpt-b", "it is the session's" },
        { "session=gpt:gpt-pinned runspace=router", "gpt/gpt-pinned", "it is the session's" },
        { "session=lead-worker runspace=router", "anthropic/claude-lead", "turn 1 of the lead's first 3" },
        { "after=gpt/gpt-old runspace=router process=router", "gpt/gpt-old", "the conversation goes on with it" },

        // The call names something, and that holds whatever else is set.
        { "-Provider gpt after=router/x runspace=router MISSY_MODEL=claude-z", "gpt/gpt-b", "the call names it" },
        { "-Provider gpt session=router:meta/x", "gpt/gpt-b", "the call names it" },
        { "-Provider GPT -Model x session=router", "gpt/x", "the call names it" },
        { "-Provider claude", "anthropic/claude-a", "the call names it" },
        { "-Purpose oracle session=router runspace=router", "gpt/o-large", "the call names it" },
        { "-Purpose ORACLE after=router/x", "gpt/o-large", "the call names it" },
        { "-Purpose lead-worker", "anthropic/claude-lead", "turn 1 of the lead's first 3" },
        { "-Purpose worker", "gpt/gpt-worker", "the call names it" },

        // A model alone joins whoever would answer, and beats the model that was set there.
        { "-Model claude-q", "anthropic/claude-q", "the call names it" },
        { "-Model claude-q runspace=gpt", "gpt/claude-q", "the call names it" },
        { "-Model claude-q session=gpt:gpt-pinned", "gpt/claude-q", "the call names it" },
        { "-Model q after=gpt/gpt-old", "gpt/q", "the call names it" },
        { "-Model q MISSY_PROVIDER=gpt MISSY_MODEL=z", "gpt/q", "the call names it" },

        // A model with its provider goes there.
        { "-Model gpt/gpt-q runspace=anthropic", "gpt/gpt-q", "the call's model names it" },
        { "-Model gpt:gpt-q", "gpt/gpt-q", "the call's model names it" },
        { "-Model `gpt/gpt-q`", "gpt/gpt-q", "the call's model names it" },
        { "-Model quick", "gpt/gpt-fast", "the alias 'quick' names it" },
        { "-Model QUICK session=router", "gpt/gpt-fast", "the alias 'quick' names it" },
        { "-Model sonnet runspace=gpt", "anthropic/claude-sonnet-5-5", "the alias 'sonnet' names it" },
        { "-Provider gpt -Model quick", "gpt/gpt-fast", "the call names it" },
        { "-Provider anthropic -Model anthropic/claude-q", "anthropic/claude-q", "the call names it" },

        // Ids with separators of their own.
        { "-Model llama3.2:1b", "anthropic/llama3.2:1b", "the call names it" },
        { "-Provider router -Model anthropic/claude-q", "router/anthropic/claude-q", "the call names it" },
        { "-Provider router -Model router/anthropic/claude-q", "router/anthropic/claude-q", "the call names it" },
        { "-Provider router -Model openrouter/auto", "router/openrouter/auto", "the call names it" },
        { "-Provider openrouter -Model openrouter/auto", "openrouter/openrouter/auto", "the call names it" },
        { "-Model openrouter/auto", "openrouter/openrouter/auto", "the call's model names it" },
        { "-Model openrouter/anthropic/claude-q", "openrouter/anthropic/claude-q", "the call's model names it" },
        { "-Provider groq -Model groq/llama-q", "groq/llama-q", "the call names it" },
        { "-Model groq/openai/gpt-oss-120b", "groq/openai/gpt-oss-120b", "the call's model names it" },
        { "-Model openai/gpt-oss-120b runspace=groq", "groq/openai/gpt-oss-120b", "the call names it" },
        { "-Model router/anthropic/claude-q", "router/anthropic/claude-q", "the call's model names it" },
        { "-Model anthropic/claude-q runspace=router", "router/anthropic/claude-q", "the call names it" },
        { "-Model router/anthropic/claude-q runspace=router", "router/anthropic/claude-q", "the call names it" },
        { "-Provider proxy -Model anthropic/claude-q", "proxy/anthropic/claude-q", "the call names it" },
        { "-Provider proxy -Model gpt", "proxy/gpt", "the call names it" },

        // A tier chooses among the models of whoever answers, and never who does.
        { "-Tier fast", "anthropic/claude-fast", "it is the fast_model of providers.anthropic" },
        { "-Tier simple runspace=gpt", "gpt/gpt-fast", "it is the fast_model of providers.gpt" },
        { "-Tier premium -Provider gpt", "gpt/gpt-b", "there is no premium model; it is the model of providers.gpt" },
        { "-Tier complex session=anthropic:pinned", "anthropic/claude-premium", "it is the premium_model of providers.anthropic" },
        { "-Tier fast after=gpt/gpt-old", "gpt/gpt-fast", "it is the fast_model of providers.gpt" },
        { "-Tier fast MISSY_PROVIDER=gpt MISSY_MODEL=gpt-z", "gpt/gpt-fast", "it is the fast_model of providers.gpt" },
    };

    [Theory]
    [MemberData(nameof(Order))]
    public async Task The_strongest_that_says_something_decides(string set, string route, string because)
    {
        using var harness = new ClientHarness(Providers);
        var request = await RouteScene.SetAsync(harness, set);

        var resolved = await harness.Client.ResolveRouteAsync(request, harness.Caller, TestContext.Current.CancellationToken);

        Assert.Equal(route, resolved.ToString());
        Assert.Contains(because, resolved.Steps.Select(step => step.Because));
    }

    [Theory]
    [InlineData("-Provider gpt -Purpose oracle", "a purpose and a provider")]
    [InlineData("-Model x -Purpose oracle", "a purpose and a model")]
    [InlineData("-Tier fast -Purpose oracle", "a purpose and a tier")]
    [InlineData("-Model x -Tier fast", "a model and a tier")]
    [InlineData("-Provider anthropic -Model quick", "'quick' is an alias of gpt/gpt-fast")]
    [InlineData("-Provider gpt -Model anthropic/claude-q", "is a model of provider 'anthropic'")]
    [InlineData("-Provider anthropc", "Did you mean 'anthropic'?")]
    [InlineData("-Model anthropc/claude-q", "Did you mean 'anthropic'?")]
    [InlineData("-Purpose oracel", "Did you mean 'oracle'?")]
    [InlineData("-Purpose reviewer", "There are: oracle, lead, worker, lead-worker.")]
    [InlineData("-Tier quick", "quick")]
    public async Task What_contradicts_itself_or_does_not_exist_is_an_error_that_says_so(string set, string words)
    {
        using var harness = new ClientHarness(Providers);
        var request = await RouteScene.SetAsync(harness, set);

        var failure = await Assert.ThrowsAsync<MissyException>(
            () => harness.Client.ResolveRouteAsync(request, harness.Caller, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorKind.Configuration, failure.Kind);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_built_in_alias_of_a_service_whose_provider_is_at_another_address_says_so_and_what_to_write()
    {
        using var harness = new ClientHarness("providers: { anthropic: { model: m, base_url: 'http://127.0.0.1:9/' } }");
        var request = await RouteScene.SetAsync(harness, "-Model haiku");

        var failure = await Assert.ThrowsAsync<MissyException>(
            () => harness.Client.ResolveRouteAsync(request, harness.Caller, TestContext.Current.CancellationToken));

        Assert.Contains("provider 'anthropic' is at http://127.0.0.1:9", failure.Message, StringComparison.Ordinal);
        Assert.Contains("anthropic/claude-haiku", failure.Remedy, StringComparison.Ordinal);
    }
}
