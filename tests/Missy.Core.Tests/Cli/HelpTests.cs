using System.Text.RegularExpressions;
using Missy.Simulation;

namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class HelpTests
{
    [Theory]
    [InlineData("", "ask", "providers", "models", "config", "usage", "simulate", "--json", "--config", "--verbose", "--version")]
    [InlineData("ask", "--provider <name>", "--model <id>", "--system <text>", "none|low|medium|high", "--no-stream", "--strict", "missy ask [<prompt>...]")]
    [InlineData("providers", "list", "switch", "test")]
    [InlineData("providers list", "--json")]
    [InlineData("providers switch", "<name>", "--force")]
    [InlineData("providers test", "<name>")]
    [InlineData("models", "--refresh", "--all", "--provider <name>")]
    [InlineData("config", "init", "validate", "path")]
    [InlineData("config init", "--force")]
    [InlineData("config validate", "<path>")]
    [InlineData("config path", "--config <path>")]
    [InlineData("usage", "--by <names>", "--since <day>", "--until <day>", "--provider <name>", "--tag <name>")]
    [InlineData("simulate", "--port <n>", "--fault <rule>", "--answer <text>")]
    public async Task Each_command_has_help(string command, params string[] mentions)
    {
        using var missy = new CommandLine();

        foreach (var option in (string[])["--help", "-h"])
        {
            Assert.Equal(0, await missy.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), option]));
            Assert.All(mentions, mention => Assert.Contains(mention, missy.Out, StringComparison.Ordinal));
            Assert.Contains($"  missy {command}".TrimEnd(), missy.Out, StringComparison.Ordinal);
            Assert.Equal("", missy.Err);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("config")]
    public async Task Without_a_command_the_help_comes_on_standard_error(string command)
    {
        using var missy = new CommandLine();
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await missy.RunAsync([.. words, "--help"]);
        var help = missy.Out;

        Assert.Equal(2, await missy.RunAsync(words));

        Assert.Equal("", missy.Out);
        Assert.Equal(help, missy.Err);
    }

    [Fact]
    public async Task The_version_is_a_plain_number()
    {
        using var missy = new CommandLine();

        Assert.Equal(0, await missy.RunAsync("--version"));

        Assert.Matches(@"^\d+\.\d+\.\d+\s*$", missy.Out);
    }

    [Theory]
    [InlineData("aks", "Did you mean 'ask'?")]
    [InlineData("provider", "Did you mean 'providers'?")]
    [InlineData("config vaildate", "Did you mean 'validate'?")]
    [InlineData("zzz", "There are: ask, run, providers, models, tier, route, config, usage, simulate.")]
    public async Task A_mistyped_command_is_answered_with_the_nearest(string line, string hint)
    {
        using var missy = new CommandLine();

        Assert.Equal(2, await missy.RunAsync(line.Split(' ')));

        Assert.Contains($"There is no command 'missy {line}'. {hint}\n", missy.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fault_that_the_help_shows_is_one()
    {
        using var missy = new CommandLine();
        await missy.RunAsync("simulate", "--help");

        var examples = Regex.Matches(missy.Out, "'([^']+;[^']+)'");

        Assert.Equal(2, examples.Count);
        Assert.All(examples, example => Assert.NotNull(FaultRule.Parse(example.Groups[1].Value)));
    }
}
