using System.Text.Json;

namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class AskPromptTests
{
    [Theory]
    [InlineData(new[] { "What is this?" }, null, "What is this?")]
    [InlineData(new[] { "What", "is", "this?" }, null, "What is this?")]
    [InlineData(new[] { "What is this?" }, "", "What is this?")]
    [InlineData(new[] { "What is this?" }, " \n\n", "What is this?")]
    [InlineData(new string[0], "line one\nline two\n", "line one\nline two")]
    [InlineData(new[] { "What is", "this?" }, "  line one\n\nline two\n\n", "  line one\n\nline two\n\nWhat is this?")]
    [InlineData(new[] { "@bob says 5 -3 -> - and [this]" }, null, "@bob says 5 -3 -> - and [this]")]
    [InlineData(new[] { "-5", "--", "-x", "--json" }, null, "-5 -x --json")]
    [InlineData(new[] { "Grüße aus 東京 🗼 👩‍👧" }, "עברית", "עברית\n\nGrüße aus 東京 🗼 👩‍👧")]
    public async Task The_question_is_made_of_what_is_piped_in_and_the_words(string[] words, string? input, string question)
    {
        using var missy = new CommandLine { Input = input }.WithProvider();

        var code = await missy.RunAsync(["ask", .. words]);

        Assert.Equal(0, code);
        Assert.Equal(question, Question(missy));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \r\n\t\n")]
    public async Task Without_a_question_nobody_is_asked(string? input)
    {
        using var missy = new CommandLine { Input = input }.WithProvider();

        foreach (var args in (string[][])[["ask"], ["ask", "  "], ["ask", "--provider", "it"]])
        {
            Assert.Equal(2, await missy.RunAsync(args));
            Assert.Equal("", missy.Out);
            Assert.StartsWith("missy: There is nothing to ask.", missy.Err, StringComparison.Ordinal);
        }

        Assert.Empty(missy.Simulator.Requests);
    }

    [Theory]
    [InlineData("--provder", "--provider")]
    [InlineData("--max-token", "--max-tokens")]
    [InlineData("--prov", "--provider")]
    [InlineData("--jsno", "--json")]
    [InlineData("-json", "--json")]
    [InlineData("--no-steam", "--no-stream")]
    [InlineData("--zzzzzzzz", null)]
    public async Task A_mistyped_option_is_no_word_of_the_question(string option, string? meant)
    {
        using var missy = new CommandLine().WithProvider();

        foreach (var args in (string[][])[["ask", "hi", option, "x"], ["ask", option, "x", "hi"], ["ask", "hi", option]])
        {
            Assert.Equal(2, await missy.RunAsync(args));
            Assert.Contains($"There is no option '{option}'.", missy.Err, StringComparison.Ordinal);
            Assert.Equal(meant is not null, missy.Err.Contains($"Did you mean '{meant}'?", StringComparison.Ordinal));
        }

        Assert.Empty(missy.Simulator.Requests);
    }

    [Fact]
    public async Task Options_reach_the_wire()
    {
        using var missy = new CommandLine().WithProvider();

        var code = await missy.RunAsync(
            "ask", "hi", "-p", "it", "-m", "other", "-s", "Be brief.", "--max-tokens", "7", "--temperature", "0.5", "--reasoning-effort", "LOW");

        Assert.Equal(0, code);
        var body = JsonDocument.Parse(missy.Simulator.Requests[0].Body).RootElement;
        Assert.Equal("other", body.GetProperty("model").GetString());
        Assert.Equal("Be brief.", body.GetProperty("messages")[0].GetProperty("content").GetString());
        Assert.Contains("7", body.ToString(), StringComparison.Ordinal);
        Assert.Equal(0.5, body.GetProperty("temperature").GetDouble());
        Assert.Equal("low", body.GetProperty("reasoning_effort").GetString());
    }

    [Theory]
    [InlineData("--max-tokens", "0")]
    [InlineData("--max-tokens", "-1")]
    [InlineData("--max-tokens", "x")]
    [InlineData("--max-tokens", "1.5")]
    [InlineData("--max-tokens", "99999999999")]
    [InlineData("--temperature", "-0.1")]
    [InlineData("--temperature", "warm")]
    [InlineData("--temperature", "0,5")]
    [InlineData("--temperature", "NaN")]
    [InlineData("--temperature", "Infinity")]
    [InlineData("--timeout", "0")]
    [InlineData("--timeout", "soon")]
    [InlineData("--timeout", "1e300")]
    [InlineData("--reasoning-effort", "lots")]
    [InlineData("--reasoning-effort", "1")]
    [InlineData("--stream", "--no-stream")]
    [InlineData("--provider", null)]
    public async Task A_value_that_an_option_does_not_take_is_named(string option, string? value)
    {
        using var missy = new CommandLine().WithProvider();

        Assert.Equal(2, await missy.RunAsync(value is null ? ["ask", "hi", option] : ["ask", "hi", option, value]));

        Assert.Contains(option, missy.Err, StringComparison.Ordinal);
        Assert.Contains(value ?? option, missy.Err, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", missy.Err, StringComparison.Ordinal);
        Assert.Contains("Try 'missy ask --help'.", missy.Err, StringComparison.Ordinal);
        Assert.Empty(missy.Simulator.Requests);
    }

    private static string? Question(CommandLine missy) => JsonDocument.Parse(Assert.Single(missy.Simulator.Requests).Body)
        .RootElement.GetProperty("messages")[0].GetProperty("content").GetString();
}
