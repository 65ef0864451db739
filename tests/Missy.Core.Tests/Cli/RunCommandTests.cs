namespace Missy.Tests.Cli;

/// <summary><c>missy run</c> as scripts use it.</summary>
public sealed class RunCommandTests
{
    [Theory]
    [InlineData("run")]
    [InlineData("chat")]
    public async Task Answers_piped_lines_without_prompts_and_colours(string command)
    {
        using var missy = new CommandLine { Input = "hi\n/cost\n/exit\nnever read\n" }.WithProvider();

        Assert.Equal(0, await missy.RunAsync(command));

        Assert.Equal(2, missy.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("you wrote: \"hi\"\n1 turn: ", missy.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', missy.Out);
        Assert.DoesNotContain("> ", missy.Out, StringComparison.Ordinal);
        Assert.Equal("", missy.Err);
        Assert.Single(missy.Simulator.Requests);
    }

    [Fact]
    public async Task Takes_a_line_that_ends_with_a_backslash_together_with_the_next()
    {
        using var missy = new CommandLine { Input = "one\\\ntwo\n" }.WithProvider();

        Assert.Equal(0, await missy.RunAsync("run"));

        Assert.Contains(@"one\ntwo", missy.Simulator.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_failures_on_standard_error_goes_on_and_exits_as_its_last_message_did()
    {
        using var missy = new CommandLine { Input = "/modls\nhi\n/models nobody\n/mdel\n" }.WithProvider();

        Assert.Equal(1, await missy.RunAsync("run"));

        Assert.Equal(
            "missy: There is no command '/modls'. Did you mean '/models' or '/model'?\n/help lists the commands; //modls asks the model.\n"
            + "missy: There is no command '/mdel'. Did you mean '/model'?\n/help lists the commands; //mdel asks the model.\n",
            missy.Err.ReplaceLineEndings("\n"));
        Assert.EndsWith("Unknown provider `nobody`. Use `/models` to list valid providers.\n", missy.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_provider_model_and_instructions_to_the_conversation()
    {
        using var missy = new CommandLine { Input = "/model\nhi\n" }.WithProvider();

        Assert.Equal(0, await missy.RunAsync("run", "--provider", "it", "--model", "n", "--system", "Be brief.", "--max-tokens", "7"));

        Assert.StartsWith("Current provider: `it`\nCurrent model: `n`\n", missy.Out, StringComparison.Ordinal);
        var body = missy.Simulator.Requests[0].Body;
        Assert.Contains("Be brief.", body, StringComparison.Ordinal);
        Assert.Matches("max(_completion)?_tokens\":7", body);
        Assert.Contains("missy: The answer is cut: it met its token limit.", missy.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goes_on_with_a_session_that_is_kept()
    {
        using var missy = new CommandLine();
        missy.WriteConfig($"providers: {{ it: {{ name: openai, model: m, base_url: '{missy.Simulator.BaseUrl}v1' }} }}\nsessions: {{ persist: true }}");
        missy.Input = "one\n";
        Assert.Equal(0, await missy.RunAsync("run", "--session", "kept"));
        missy.Input = "two\n/cost\n";

        Assert.Equal(0, await missy.RunAsync("run", "--session", "kept"));

        Assert.Contains("2 turns: ", missy.Out, StringComparison.Ordinal);
        Assert.Contains("one", missy.Simulator.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_a_named_session_is_not_kept()
    {
        using var missy = new CommandLine { Input = "" }.WithProvider();

        Assert.Equal(0, await missy.RunAsync("run", "--session", "mine"));

        Assert.Contains("sessions are not kept, so 'mine' ends with this chat", missy.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--provider", "nobody")]
    public async Task Refuses_what_cannot_be(params string[] options)
    {
        using var missy = new CommandLine { Input = "hi\n" }.WithProvider();

        Assert.Equal(2, await missy.RunAsync(["run", .. options]));

        Assert.Empty(missy.Simulator.Requests);
    }

    [Fact]
    public async Task Takes_escape_sequences_out_of_what_a_person_sees()
    {
        using var missy = new CommandLine(new() { Answer = "a\e[31mred\e]0;title\a" }) { Input = "hi\n", AtTerminal = true }.WithProvider();

        Assert.Equal(0, await missy.RunAsync("run"));

        Assert.Equal("ared\n", missy.Out);
    }
}
