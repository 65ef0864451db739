using Missy.Tests.Client;

namespace Missy.Tests.Routing;

/// <summary>Who stands by when the chosen provider cannot answer, and who never does.</summary>
public sealed class FallbackRouteTests
{
    private const string Providers = """
        default_provider: first
        providers:
          simulator: {}
          first: { name: openai, model: gpt-5, api_key: test-key-1 }
          second: { name: anthropic, model: claude-b, api_key: test-key-2 }
          third: { name: openai, model: gpt-5, base_url: 'http://127.0.0.1:9/v1', weight: 5 }
          keyless: { name: groq, model: llama-b }
          never: { name: mistral, model: m, api_key: test-key-3, weight: 0 }
        """;

    [Theory]
    [InlineData("", "", "")]
    [InlineData("none", "", "")]
    [InlineData("same_model", "", "third/gpt-5")]
    [InlineData("any", "", "third/gpt-5 second/claude-b")]
    [InlineData("[second/claude-x, keyless/y, first/gpt-5]", "", "second/claude-x keyless/y")]
    [InlineData("any", "-Provider first", "")]
    [InlineData("any", "-Model gpt-5", "")]
    [InlineData("any", "-Model second/claude-b", "")]
    [InlineData("any", "after=first/gpt-5", "")]
    [InlineData("any", "runspace=second", "third/gpt-5 first/gpt-5")]
    [InlineData("", "-Provider first -Fallback second/claude-z,third", "second/claude-z third/gpt-5")]
    [InlineData("any", "-Fallback none", "")]
    [InlineData("", "-Provider first -Fallback any", "third/gpt-5 second/claude-b")]
    [InlineData("", "-Fallback same_model", "third/gpt-5")]
    public async Task Nobody_stands_by_unless_the_configuration_or_the_call_says_so(string configured, string set, string expected)
    {
        using var harness = new ClientHarness(Providers + (configured.Length == 0 ? "" : $"\nrouting: {{ fallback: {configured} }}"));
        var request = await RouteScene.SetAsync(harness, set);

        var route = await harness.Client.ResolveRouteAsync(request, harness.Caller, TestContext.Current.CancellationToken);

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), route.Fallback.Select(target => target.ToString()));
    }

    [Theory]
    [InlineData("fallback: [second/claude-x]", "second/claude-x")]
    [InlineData("fallback: []", "")]
    public async Task A_provider_s_own_chain_stands_in_place_of_the_general_one(string own, string expected)
    {
        using var harness = new ClientHarness(
            Providers.Replace("model: gpt-5, api_key", $"{own}, model: gpt-5, api_key", StringComparison.Ordinal) + "\nrouting: { fallback: any }");

        var route = await harness.RouteAsync();

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), route.Fallback.Select(target => target.ToString()));
    }

    [Fact]
    public async Task A_default_that_cannot_be_called_gives_way_to_its_chain_and_says_why()
    {
        using var harness = new ClientHarness(
            Providers.Replace(", api_key: test-key-1", "", StringComparison.Ordinal) + "\nrouting: { fallback: [keyless/x, second/claude-x, third/gpt-5] }");

        var route = await harness.RouteAsync();

        Assert.Equal("second/claude-x", route.ToString());
        Assert.Equal(["third/gpt-5"], route.Fallback.Select(target => target.ToString()));
        Assert.Contains(route.Steps, step => step.Step == "fallback" && step.Because.Contains("OPENAI_API_KEY is not set", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nobody/x", "names no provider")]
    [InlineData("claude-b", "names no provider")]
    [InlineData("secnd/x", "Did you mean 'second'?")]
    public async Task A_fallback_of_the_call_that_names_nobody_is_an_error(string entry, string words)
    {
        using var harness = new ClientHarness(Providers);
        var request = ClientHarness.Question("hi") with { Fallback = [entry] };

        var failure = await Assert.ThrowsAsync<MissyException>(
            () => harness.Client.ResolveRouteAsync(request, harness.Caller, TestContext.Current.CancellationToken));

        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }
}
