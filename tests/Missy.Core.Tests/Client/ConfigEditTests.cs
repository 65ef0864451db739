namespace Missy.Tests.Client;

public sealed class ConfigEditTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_edit_is_in_effect_at_once()
    {
        using var harness = new ClientHarness("providers:\n  a: {name: simulator, model: m-1} # it\n");
        Assert.Equal("m-1", (await harness.RouteAsync("a")).Model);

        var edit = await harness.Client.SetConfigAsync("providers.a.model", "a-longer-one", remove: false, Cancellation);

        Assert.True(edit.Changed);
        Assert.Equal("a-longer-one", (await harness.RouteAsync("a")).Model);
        Assert.Contains("model: a-longer-one} # it\n", File.ReadAllText(harness.ConfigPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_edit_makes_the_file()
    {
        using var harness = new ClientHarness();
        await harness.Client.SetConfigAsync("default_provider", "anthropic", remove: false, Cancellation);
        Assert.Equal("default_provider: anthropic\n", File.ReadAllText(harness.ConfigPath));
    }

    [Fact]
    public async Task The_value_of_a_key_variable_is_not_written()
    {
        using var harness = new ClientHarness("providers:\n  a: {name: openai, api_key_env: MINE}\n  my.host: {name: openai, model: m}\n") { Variables = { ["MINE"] = "test-key-1", ["OPENAI_API_KEY"] = "test-key-2" } };
        foreach (var (key, value, name) in ((string, string, string)[])[("providers.a.api_key", "test-key-1", "$MINE"), ("providers.my.host.api_key", "test-key-2", "$OPENAI_API_KEY")])
        {
            var failure = await Assert.ThrowsAsync<MissyException>(() => harness.Client.SetConfigAsync(key, value, remove: false, Cancellation));
            Assert.Contains(name, failure.Remedy, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("test-key", File.ReadAllText(harness.ConfigPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_persisted_default_is_written_and_taken()
    {
        using var harness = TwoProviders();

        var edit = await harness.Client.PersistDefaultProviderAsync("B", harness.Caller, DefaultScope.Runspace, probe: true, Cancellation);

        Assert.Equal(("default_provider", "a", "b"), (edit.Key, edit.OldValue, edit.NewValue));
        Assert.Equal("b", harness.Caller.DefaultProvider);
        Assert.StartsWith("default_provider: b # mine\n", File.ReadAllText(harness.ConfigPath), StringComparison.Ordinal);
        Assert.Equal("b", (await harness.Client.ResolveRouteAsync(ClientHarness.Question("hi"), new CallerState(), Cancellation)).Provider);
    }

    [Fact]
    public async Task Nothing_is_written_when_the_provider_does_not_answer_and_nothing_taken_when_the_file_cannot_be_written()
    {
        using var harness = TwoProviders();
        var before = File.ReadAllText(harness.ConfigPath);
        await Assert.ThrowsAsync<MissyException>(() => harness.Client.PersistDefaultProviderAsync("dead", harness.Caller, DefaultScope.Process, probe: true, Cancellation));
        Assert.Equal(before, File.ReadAllText(harness.ConfigPath));

        Directory.CreateDirectory(harness.ConfigPath + ".lock");
        await Assert.ThrowsAsync<MissyException>(() => harness.Client.PersistDefaultProviderAsync("b", harness.Caller, DefaultScope.Process, probe: true, Cancellation));
        Assert.Null(harness.Client.DefaultProvider);
        Assert.Null(harness.Caller.DefaultProvider);
        Assert.Empty(harness.Events);
        Assert.Equal(before, File.ReadAllText(harness.ConfigPath));
    }

    [Fact]
    public void The_keys_that_can_be_set_name_providers_and_aliases()
    {
        using var harness = new ClientHarness("providers: {a: {name: simulator}, my.host: {name: openai}}\naliases: {s: a/m}\n");

        var keys = harness.Client.ConfigKeys;

        Assert.Superset(
            new HashSet<string> { "watch", "providers", "providers.a.model", "providers.'my.host'.api_key", "aliases.s", "routing.words.simple", "network.proxy" },
            keys.Select(key => key.Name).ToHashSet());
        Assert.Equal(["auto", "true", "false"], keys.Single(key => key.Name == "providers.a.local").Words);
        Assert.Equal(["true", "false"], keys.Single(key => key.Name == "watch").Words);
        Assert.All(keys, key => Assert.NotEmpty(key.Description));
    }

    private static ClientHarness TwoProviders()
    {
        var harness = new ClientHarness();
        harness.WriteConfig($$"""
            default_provider: a # mine
            providers:
              a: { name: openai, model: m, base_url: '{{harness.Simulator.BaseUrl}}v1' }
              b: { name: openai, model: m, base_url: '{{harness.Simulator.BaseUrl}}v1' }
              dead: { name: ollama, model: m, base_url: 'http://127.0.0.1:1' }
            """);
        return harness;
    }
}
