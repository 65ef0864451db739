namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class TierCommandTests
{
    private const string Config = """
        providers:
          red: { name: openai, base_url: "http://127.0.0.1:9/v1", model: r-1, fast_model: r-fast }
        """;

    [Theory]
    [InlineData("premium", "11", "Debug this.")]
    [InlineData("fast", "12", "What is new?")]
    [InlineData("primary", "7", "Say hi.")]
    [InlineData("premium", "87", "Say hi.", "--tools", "4")]
    [InlineData("premium", "7", "Say hi.", "--history-turns", "11")]
    [InlineData("fast", "11", "Debug this.", "--strategy", "score")]
    [InlineData("premium", "1007", "Say hi.", "--strategy", "score", "--max-tokens", "20000")]
    [InlineData("primary", "11", "Debug this.", "--strategy", "off")]
    public async Task Tier_tells_tier_and_score(string tier, string score, params string[] words)
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Config);

        Assert.Equal(0, await missy.RunAsync(["tier", .. words]));
        Assert.StartsWith($"{tier} (strategy ", missy.Out, StringComparison.Ordinal);
        Assert.Contains($"score {score})", missy.Out, StringComparison.Ordinal);

        Assert.Equal(0, await missy.RunAsync(["tier", .. words, "--json"]));
        Assert.Equal((tier, score), (missy.OutJson.GetProperty("tier").GetString(), missy.OutJson.GetProperty("score").ToString()));
    }

    [Fact]
    public async Task Tier_shows_the_signals_and_the_models()
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Config);

        Assert.Equal(0, await missy.RunAsync("tier", "What is new?", "--json"));

        var signals = missy.OutJson.GetProperty("signals").EnumerateArray().ToDictionary(signal => signal.GetProperty("name").GetString()!);
        Assert.True(signals["simple_words"].GetProperty("fired").GetBoolean());
        Assert.Equal("what", signals["simple_words"].GetProperty("words")[0].GetString());
        Assert.False(signals["long_prompt"].GetProperty("fired").GetBoolean());
        Assert.Equal("r-fast", missy.OutJson.GetProperty("models")[0].GetProperty("model").GetString());
    }

    [Fact]
    public async Task The_prompt_may_be_piped()
    {
        using var missy = new CommandLine { Input = new string('x', 501) };
        missy.WriteConfig(Config);

        Assert.Equal(0, await missy.RunAsync("tier"));

        Assert.StartsWith("premium", missy.Out, StringComparison.Ordinal);
    }
}
