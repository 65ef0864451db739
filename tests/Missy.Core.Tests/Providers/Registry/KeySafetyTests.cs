using Missy.Tests.Client;

namespace Missy.Tests.Providers.Registry;

/// <summary>Which key goes where: the faults that leak one vendor's key to another.</summary>
public sealed class KeySafetyTests
{
    [Theory]
    [InlineData("{ name: openai, model: m, base_url: 'https://llm.example.com/v1' }")]
    [InlineData("{ name: anthropic, model: m, base_url: 'https://llm.example.com' }")]
    [InlineData("{ name: groq, model: m, base_url: 'https://api.groq.com.example.com/openai/v1' }")]
    [InlineData("{ name: openai, model: m, base_url: 'http://api.openai.com/v1' }")]
    [InlineData("{ name: openai, model: m, base_url: 'https://api.openai.com:8443/v1' }")]
    [InlineData("{ name: azure, model: m, base_url: 'https://evil.example.com/openai/v1' }")]
    public void A_services_own_variable_is_never_read_for_another_host(string entry)
    {
        using var harness = new ClientHarness($"providers: {{ it: {entry} }}");
        foreach (var variable in (string[])["OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GROQ_API_KEY", "AZURE_OPENAI_API_KEY"])
        {
            harness.Variables[variable] = "test-key-1";
        }

        var provider = harness.Client.Registry.Get("it");

        Assert.Equal(AuthStatus.Missing, provider.AuthStatus);
        Assert.Null(provider.KeySource);
        Assert.Contains("no key of its own", provider.WhyUnavailable(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ name: anthropic, model: m }", "ANTHROPIC_API_KEY")]
    [InlineData("{ name: claude, model: m }", "ANTHROPIC_API_KEY")]
    [InlineData("{ name: openai, model: m, base_url: 'https://api.openai.com/v1/' }", "OPENAI_API_KEY")]
    [InlineData("{ name: openai, model: m, base_url: 'https://API.OpenAI.com/v1' }", "OPENAI_API_KEY")]
    [InlineData("{ name: azure, model: m, base_url: 'https://contoso.openai.azure.com/openai/v1' }", "AZURE_OPENAI_API_KEY")]
    [InlineData("{ name: openai, model: m, base_url: 'https://llm.example.com/v1', api_key_env: OPENAI_API_KEY }", "OPENAI_API_KEY")]
    [InlineData("{ name: openai, model: m, base_url: 'https://llm.example.com/v1', api_key: $OPENAI_API_KEY }", "OPENAI_API_KEY")]
    [InlineData("{ name: openai, model: m, api_keys: [$UNSET, {key: $OPENAI_API_KEY, name: work}] }", "work")]
    public void The_key_comes_from_where_the_file_or_the_service_says(string entry, string source)
    {
        using var harness = new ClientHarness($"providers: {{ it: {entry} }}");
        foreach (var variable in (string[])["OPENAI_API_KEY", "ANTHROPIC_API_KEY", "AZURE_OPENAI_API_KEY"])
        {
            harness.Variables[variable] = "test-key-1";
        }

        var provider = harness.Client.Registry.Get("it");

        Assert.Equal((AuthStatus.Configured, source), (provider.AuthStatus, provider.KeySource));
    }

    [Theory]
    [InlineData("{ name: openai, model: m, base_url: 'http://127.0.0.1:9/v1' }", AuthStatus.NotRequired)]
    [InlineData("{ name: openai, model: m, base_url: 'http://box.local:9/v1' }", AuthStatus.NotRequired)]
    [InlineData("{ name: openai, model: m, base_url: 'https://llm.example.com/v1', local: true }", AuthStatus.NotRequired)]
    [InlineData("{ name: openai, model: m, base_url: 'https://llm.example.com/v1', auth: none }", AuthStatus.NotRequired)]
    [InlineData("{ name: openai, model: m, base_url: 'http://127.0.0.1:9/v1', local: false }", AuthStatus.Missing)]
    [InlineData("{ name: ollama, model: m }", AuthStatus.NotRequired)]
    [InlineData("{ name: simulator }", AuthStatus.NotRequired)]
    [InlineData("{ name: openai, model: m }", AuthStatus.Missing)]
    [InlineData("{ name: openai, model: m, api_keys: [$UNSET] }", AuthStatus.Missing)]
    public void Who_needs_no_key_is_not_asked_for_one(string entry, AuthStatus expected)
    {
        using var harness = new ClientHarness($"providers: {{ it: {entry} }}");

        Assert.Equal(expected, harness.Client.Registry.Get("it").AuthStatus);
    }

    [Fact]
    public async Task A_keyless_local_server_gets_no_key_at_all()
    {
        using var harness = new ClientHarness();
        harness.Variables["OPENAI_API_KEY"] = "test-key-1";
        harness.WriteConfig($"providers: {{ it: {{ name: openai, model: m, base_url: '{harness.Simulator.BaseUrl}v1' }} }}");

        await harness.AskAsync("hi");

        Assert.Null(harness.Simulator.Requests[0].KeyHash);
        Assert.DoesNotContain("Authorization", harness.Simulator.Requests[0].Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("anthropic", "", "x-api-key")]
    [InlineData("openai", "v1", "Authorization")]
    [InlineData("azure", "v1", "api-key")]
    [InlineData("openai-codex", "v1", "Authorization")]
    public async Task The_key_travels_in_the_services_own_header(string wire, string path, string header)
    {
        using var harness = new ClientHarness();
        harness.WriteConfig(
            $"providers: {{ it: {{ name: {wire}, model: m, base_url: '{harness.Simulator.BaseUrl}{path}', api_key: test-key-1 }} }}");

        await harness.AskAsync("hi");

        Assert.Contains(header, harness.Simulator.Requests[0].Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.NotNull(harness.Simulator.Requests[0].KeyHash);
    }

    [Theory]
    [InlineData("bearer", "Authorization")]
    [InlineData("header", "x-api-key")]
    [InlineData("none", null)]
    public async Task The_file_may_say_how_the_key_travels(string auth, string? header)
    {
        using var harness = new ClientHarness();
        harness.WriteConfig(
            $"providers: {{ it: {{ name: anthropic, model: m, base_url: '{harness.Simulator.BaseUrl}', api_key: test-key-1, auth: {auth} }} }}");

        await harness.AskAsync("hi");

        var sent = harness.Simulator.Requests[0].Headers.Keys.Intersect(["Authorization", "x-api-key"], StringComparer.OrdinalIgnoreCase);
        Assert.Equal(header is null ? [] : [header], sent, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Headers_of_the_file_are_sent_and_may_come_from_the_environment()
    {
        using var harness = new ClientHarness();
        harness.Variables["TEAM"] = "red";
        harness.WriteConfig(
            $"providers: {{ it: {{ name: openai, model: m, base_url: '{harness.Simulator.BaseUrl}v1', headers: {{ x-team: $TEAM, x-plain: a }} }} }}");

        await harness.AskAsync("hi");
        harness.Variables.Clear();
        var failure = await Assert.ThrowsAsync<MissyException>(() => harness.AskAsync("hi"));

        var headers = harness.Simulator.Requests[0].Headers;
        Assert.Equal(("red", "a"), (headers["x-team"], headers["x-plain"]));
        Assert.Contains("TEAM is not set", failure.Message, StringComparison.Ordinal);
    }
}
