using Missy.Simulation;

namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class ModelsCommandTests
{
    [Fact]
    public async Task A_service_that_does_not_answer_takes_nothing_from_the_others()
    {
        using var missy = new CommandLine(new SimulatorOptions { Models = ["b-model", "a-model"], Faults = [FaultRule.Parse("path=/dead/v1/models;500")] });
        missy.WriteConfig($$"""
            providers:
              first: {name: openai, model: b-model, base_url: '{{missy.Simulator.BaseUrl}}one/v1'}
              dead: {name: openai, model: m, base_url: '{{missy.Simulator.BaseUrl}}dead/v1'}
              last: {name: openai, model: a-model, base_url: '{{missy.Simulator.BaseUrl}}two/v1'}
            """);

        Assert.Equal(1, await missy.RunAsync("models", "--refresh", "--json"));

        Assert.Equal(
            ["first/b-model", "first/a-model", "last/b-model", "last/a-model"],
            missy.OutJson.EnumerateArray().Select(model => $"{model.GetProperty("provider").GetString()}/{model.GetProperty("id").GetString()}"));
        Assert.StartsWith("missy: dead ", missy.Err, StringComparison.Ordinal);
        Assert.Single(missy.Err.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Without_refresh_nobody_is_asked()
    {
        using var missy = new CommandLine().WithProvider();

        Assert.Equal(0, await missy.RunAsync("models"));

        Assert.Equal(
            """
            PROVIDER  MODEL  CONTEXT  IN $/M  OUT $/M  SOURCE      AVAILABLE
            it        m      -        -       -        configured  yes

            """.ReplaceLineEndings("\n"),
            missy.Out);
        Assert.Empty(missy.Simulator.Requests);
    }

    [Fact]
    public async Task Those_that_cannot_be_used_are_shown_with_all_and_why()
    {
        using var missy = new CommandLine();
        missy.WriteConfig("providers: { off: { name: ollama, model: mine, enabled: false }, keyless: { name: anthropic, model: claude-mine } }");

        Assert.Equal(0, await missy.RunAsync("models"));
        Assert.Equal("", missy.Out);
        Assert.Contains("--all", missy.Err, StringComparison.Ordinal);

        Assert.Equal(0, await missy.RunAsync("models", "--all", "--refresh"));
        Assert.Matches("off +mine .* no: it is disabled", missy.Out);
        Assert.Matches("keyless +claude-mine .* no: .*ANTHROPIC_API_KEY", missy.Out);
        Assert.Equal("", missy.Err);
    }

    [Fact]
    public async Task A_named_provider_that_cannot_be_asked_for_its_list_is_a_failure()
    {
        using var missy = new CommandLine();
        missy.WriteConfig("providers: { keyless: { name: anthropic, model: m } }");

        Assert.Equal(1, await missy.RunAsync("models", "--provider", "keyless", "--refresh"));
        Assert.Contains("ANTHROPIC_API_KEY", missy.Err, StringComparison.Ordinal);
        Assert.Equal("", missy.Out);

        Assert.Equal(0, await missy.RunAsync("models", "--provider", "keyless"));
        Assert.Contains("keyless", missy.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_of_a_service_neither_break_the_table_nor_reach_the_terminal()
    {
        using var missy = new CommandLine { AtTerminal = true };
        using var service = new CannedService("""{"object":"list","data":[{"id":"a\u001b[2J\nb\tc","object":"model"}]}""");
        service.WriteConfig(missy);

        Assert.Equal(0, await missy.RunAsync("models", "--refresh"));

        Assert.Contains("a b c", missy.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', missy.Out);
    }

    [Fact]
    public async Task Ten_models_of_a_provider_are_shown_and_how_many_more_there_are()
    {
        using var missy = new CommandLine(new SimulatorOptions { Models = [.. Enumerable.Range(1, 12).Select(number => $"model-{number}")] }).WithProvider();

        Assert.Equal(0, await missy.RunAsync("models", "--refresh"));
        Assert.Contains("model-10 ", missy.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("model-11", missy.Out, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^it +and 3 more \(--all\)$", missy.Out);

        Assert.Equal(0, await missy.RunAsync("models", "--all"));
        Assert.Matches("model-12 .* cached", missy.Out);
        Assert.DoesNotContain("more", missy.Out, StringComparison.Ordinal);

        Assert.Equal(0, await missy.RunAsync("models", "--json"));
        Assert.Equal(13, missy.OutJson.GetArrayLength());
        Assert.Single(missy.Simulator.Requests);
    }

    [Fact]
    public async Task What_was_listed_before_is_shown_as_stale_when_the_service_fails()
    {
        using var missy = new CommandLine().WithProvider();
        Assert.Equal(0, await missy.RunAsync("models", "--refresh"));
        missy.Simulator.AddFault(FaultRule.Parse("500"));

        Assert.Equal(1, await missy.RunAsync("models", "--refresh"));

        Assert.Matches("it +simulator-small .* stale", missy.Out);
        Assert.Single(missy.Err.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_model_that_a_fresh_list_does_not_have_is_warned_of_once_on_standard_error()
    {
        using var missy = new CommandLine().WithProvider();
        Assert.Equal(0, await missy.RunAsync("models", "--refresh"));

        foreach (var command in (string[])["ask", "route"])
        {
            Assert.Equal(0, await missy.RunAsync(command, "hi", "--model", "simulator-smal", "--json"));
            Assert.Equal(1, missy.Err.Split("does not list a model 'simulator-smal'").Length - 1);
            Assert.Contains("Did you mean 'simulator-small'?", missy.Err, StringComparison.Ordinal);

            Assert.Equal(0, await missy.RunAsync(command, "hi", "--model", "simulator-small"));
            Assert.Equal("", missy.Err);
        }
    }

    [Fact]
    public async Task Lists_that_cannot_be_kept_are_shown_and_that_is_said()
    {
        using var missy = new CommandLine().WithProvider();
        Directory.CreateDirectory(missy.InFolder(".missy/state/models_cache.json"));

        Assert.Equal(0, await missy.RunAsync("models", "--refresh"));

        Assert.Contains("simulator-small", missy.Out, StringComparison.Ordinal);
        Assert.Contains("cannot be kept", missy.Err, StringComparison.Ordinal);
    }
}
