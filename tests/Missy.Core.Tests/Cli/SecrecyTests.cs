using Missy.Simulation;

namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class SecrecyTests
{
    private static readonly string[] Canaries = ["canary-literal-1", "canary-variable-2", "canary-header-3", "canary-list-4", "canary-anthropic-5"];

    [Theory]
    [InlineData("ok")]
    [InlineData("401")]
    [InlineData("500")]
    [InlineData("html")]
    [InlineData("cut-stream;deltas=1")]
    public async Task No_command_ever_shows_a_key(string fault)
    {
        using var missy = new CommandLine(new SimulatorOptions { Faults = [FaultRule.Parse(fault)] });
        missy.Variables["WORK_KEY"] = "canary-variable-2";
        missy.Variables["LIST_KEY"] = "canary-list-4";
        missy.Variables["ANTHROPIC_API_KEY"] = "canary-anthropic-5";
        var url = missy.Simulator.BaseUrl;
        missy.WriteConfig($$$"""
            providers:
              literal: {name: openai, model: m, base_url: '{{{url}}}v1', api_key: canary-literal-1, headers: {x-secret: canary-header-3}, modle: m}
              variable: {name: anthropic, model: m, base_url: '{{{url}}}', api_key_env: WORK_KEY}
              list: {name: openai, model: m, base_url: '{{{url}}}v1', api_keys: [{key: $LIST_KEY, name: work}, canary-literal-1]}
              broken: {name: opnai, api_key: canary-literal-1, headers: {x-secret: [canary-header-3]}}
            """);

        string[][] lines =
        [
            ["providers"], ["providers", "test"], ["models"], ["models", "--refresh"], ["models", "--all"],
            ["config", "validate"], ["config", "path"], ["config", "init"], ["ask", "hi", "--provider", "broken"],
            .. new[] { "literal", "variable", "list" }.SelectMany(name => (string[][])
                [["ask", "hi", "-p", name], ["ask", "hi", "-p", name, "--stream"], ["ask", "hi", "-p", name, "-m", "x", "--no-stream"]]),
        ];
        foreach (var line in lines)
        {
            foreach (var form in (string[][])[[.. line, "--verbose", "--json"], [.. line, "--verbose"]])
            {
                await missy.RunAsync(form);
                Assert.All(Canaries, canary => Assert.DoesNotContain(canary, missy.Out + missy.Err, StringComparison.Ordinal));
            }
        }

        Assert.NotEmpty(missy.Simulator.Requests);
        Assert.Equal(0, await missy.RunAsync("config", "init", "--config", missy.InFolder("new.yaml")));
        Assert.All(Canaries, canary => Assert.DoesNotContain(canary, File.ReadAllText(missy.InFolder("new.yaml")), StringComparison.Ordinal));
    }
}
