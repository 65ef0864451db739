using FsCheck;
using FsCheck.Fluent;
using Missy.Tests.Client;

namespace Missy.Tests.Routing;

/// <summary>Whatever else is set and whatever the prompt says: what a call names is what it gets.</summary>
public sealed class ExplicitRouteProperties
{
    private const string Providers = """
        default_provider: anthropic
        providers:
          anthropic: { model: claude-a, fast_model: claude-fast, premium_model: claude-premium, api_key: test-key-1 }
          gpt: { name: openai, model: gpt-b, fast_model: gpt-fast, api_key: test-key-2 }
          lab: { name: openai, model: any, base_url: 'http://127.0.0.1:9/v1' }
        models:
          - { provider: lab, model: big, purpose: lead }
          - { provider: gpt, model: small, purpose: worker }
        routing: { strategy: score, simple_model: gpt/gpt-fast, complex_model: gpt/gpt-b, fallback: any }
        """;

    private static readonly string[] _standing =
    [
        "runspace=gpt", "runspace=lab", "process=gpt", "process=anthropic", "session=gpt:gpt-pinned", "session=lab", "session=lead-worker",
        "MISSY_PROVIDER=gpt", "MISSY_MODEL=gpt/gpt-z", "MISSY_MODEL=claude-z",
    ];

    private static readonly string[] _prompts = ["What is it?", "Refactor this.", "Write a poem.", new string('x', 600), ""];

    [Fact]
    public void The_route_of_an_explicit_request_equals_the_request()
    {
        var ids = Gen.Elements("m", "model-1", "llama3.2:1b", "claude-fast", "gpt-b", "org/model", "gpt-fast");
        var cases =
            from provider in Gen.Elements("anthropic", "gpt", "lab")
            from id in ids
            from standing in Gen.SubListOf(_standing)
            from prompt in Gen.Elements(_prompts)
            from joined in Gen.Elements(true, false)
            select (provider, id, standing, prompt, joined);

        Prop.ForAll(cases.ToArbitrary(), scene => Task.Run(async () =>
        {
            using var harness = new ClientHarness(Providers);
            var sessions = scene.standing.Where(word => word.StartsWith("session", StringComparison.Ordinal)).Skip(1);
            var set = string.Join(' ', scene.standing.Except(sessions));
            var request = await RouteScene.SetAsync(harness, set, scene.prompt);
            request = scene.joined
                ? request with { Model = $"{scene.provider}/{scene.id}" }
                : request with { Provider = scene.provider, Model = scene.id };

            var route = await harness.Client.ResolveRouteAsync(request, harness.Caller, CancellationToken.None);

            Assert.Equal((scene.provider, scene.id), (route.Provider, route.Model));
            Assert.Empty(route.Fallback);
            Assert.Null(route.Tier);
        }).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }
}
