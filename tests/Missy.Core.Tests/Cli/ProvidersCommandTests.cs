using Missy.Simulation;

namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class ProvidersCommandTests
{
    [Fact]
    public async Task The_list_shows_order_default_key_source_and_why_one_cannot_be_used()
    {
        using var missy = new CommandLine();
        missy.Variables["WORK_KEY"] = "test-key-1";
        missy.WriteConfig("""
            default_provider: work
            providers:
              nokey: {name: anthropic, model: m1}
              work: {name: openai, model: m2, api_key_env: WORK_KEY}
              off: {name: ollama, model: m3, enabled: false}
            """);

        foreach (var args in (string[][])[["providers"], ["providers", "list"]])
        {
            Assert.Equal(0, await missy.RunAsync(args));
            Assert.Equal(
                """
                   NAME   WIRE       MODEL  KEY          AVAILABLE
                   nokey  anthropic  m1     Missing      no: the environment variable ANTHROPIC_API_KEY is not set in this process
                *  work   openai     m2     WORK_KEY     yes
                   off    ollama     m3     NotRequired  no: it is disabled in the configuration (enabled: false)

                """.ReplaceLineEndings("\n"),
                missy.Out);
            Assert.Equal("", missy.Err);
        }
    }

    [Fact]
    public async Task An_entry_left_out_of_the_configuration_is_told()
    {
        using var missy = new CommandLine();
        missy.WriteConfig("providers: { good: { name: ollama, model: m }, bad: { name: opnai } }");

        Assert.Equal(0, await missy.RunAsync("providers", "--json"));

        Assert.Equal("good", Assert.Single(missy.OutJson.EnumerateArray()).GetProperty("name").GetString());
        Assert.Contains("config.yaml(1,", missy.Err, StringComparison.Ordinal);
        Assert.Contains("providers.bad.name", missy.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nobody_there_the_list_is_empty_and_says_how_to_begin()
    {
        using var missy = new CommandLine();
        missy.WriteConfig("");
        missy.Variables["OLLAMA_HOST"] = "";

        Assert.Equal(2, await missy.RunAsync("providers", "test", "--config", missy.InFolder("none.yaml")));
        Assert.Contains("none.yaml", missy.Err, StringComparison.Ordinal);
        Assert.Equal("", missy.Out);
    }

    [Fact]
    public async Task Switch_writes_the_default_that_answers_from_then_on()
    {
        using var missy = new CommandLine(new SimulatorOptions { Models = ["m", "n"] });
        missy.WriteConfig(Two(missy));

        Assert.Equal(0, await missy.RunAsync("providers", "switch", "second"));

        Assert.StartsWith($"default_provider: first is now second in {missy.ConfigPath}, line 1", missy.Out, StringComparison.Ordinal);
        Assert.StartsWith("default_provider: second # mine\n", File.ReadAllText(missy.ConfigPath), StringComparison.Ordinal);
        Assert.Equal(0, await missy.RunAsync("route", "hi", "--json"));
        Assert.Equal("second", missy.OutJson.GetProperty("provider").GetString());
        Assert.Equal(0, await missy.RunAsync("providers", "switch", "second", "--json"));
        Assert.False(missy.OutJson.GetProperty("changed").GetBoolean());
    }

    [Theory]
    [InlineData(2, "secnd", "Did you mean 'second'?")]
    [InlineData(1, "gone", "gone")]
    public async Task Switch_to_who_is_not_there_changes_nothing(int exitCode, string name, string said)
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Two(missy));
        var before = File.ReadAllText(missy.ConfigPath);

        Assert.Equal(exitCode, await missy.RunAsync("providers", "switch", name));

        Assert.Contains(said, missy.Err, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(missy.ConfigPath));
    }

    [Fact]
    public async Task Switch_asks_nobody_when_forced()
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Two(missy));

        Assert.Equal(0, await missy.RunAsync("providers", "switch", "gone", "--force"));

        Assert.StartsWith("default_provider: gone # mine\n", File.ReadAllText(missy.ConfigPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_tells_each_check_and_fails_when_one_fails()
    {
        using var missy = new CommandLine(new SimulatorOptions { Models = ["m", "n"] });
        missy.WriteConfig($$"""
            providers:
              good: {name: openai, model: m, base_url: '{{missy.Simulator.BaseUrl}}v1'}
              keyless: {name: anthropic, model: x}
            """);

        Assert.Equal(0, await missy.RunAsync("providers", "test", "good", "GOOD"));
        Assert.Equal(
            $"""
            good: passed
              ok       configuration: providers.good at line 2
              ok       key: none is needed
              ok       address: {missy.Simulator.BaseUrl}v1 (local)
              ok       service: it answers and lists 2 models
              ok       model: m

            """.ReplaceLineEndings("\n"),
            missy.Out);

        Assert.Equal(1, await missy.RunAsync("providers", "test"));
        Assert.Contains("good: passed\n", missy.Out, StringComparison.Ordinal);
        Assert.Contains(
            """
            keyless: FAILED
              ok       configuration: providers.keyless at line 3
              failed   key: the environment variable ANTHROPIC_API_KEY is not set in this process
                       Set ANTHROPIC_API_KEY, or choose another provider.
            """.ReplaceLineEndings("\n"),
            missy.Out,
            StringComparison.Ordinal);
        Assert.Contains("  skipped  service: not asked", missy.Out, StringComparison.Ordinal);

        Assert.Equal(1, await missy.RunAsync("providers", "test", "--json"));
        Assert.Equal([true, false], missy.OutJson.EnumerateArray().Select(test => test.GetProperty("passed").GetBoolean()));
    }

    [Fact]
    public async Task A_provider_that_is_not_configured_is_named_with_what_to_do()
    {
        using var missy = new CommandLine().WithProvider();

        Assert.Equal(2, await missy.RunAsync("providers", "test", "groq"));
        Assert.Contains("There is no provider 'groq'.", missy.Err, StringComparison.Ordinal);
        Assert.Contains("add it under 'providers'", missy.Err, StringComparison.Ordinal);

        Assert.Equal(0, await missy.RunAsync("providers", "test", "simulator"));
        Assert.StartsWith("simulator: passed\n", missy.Out, StringComparison.Ordinal);
    }

    private static string Two(CommandLine missy) =>
        "default_provider: first # mine\nproviders:\n"
        + $"  first: {{name: openai, model: m, base_url: '{missy.Simulator.BaseUrl}v1'}}\n"
        + $"  second: {{name: openai, model: n, base_url: '{missy.Simulator.BaseUrl}v1'}}\n"
        + "  gone: {name: openai, model: g, base_url: 'http://127.0.0.1:1/v1'}\n";
}
