namespace Missy.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class RouteCommandTests
{
    private const string Config = """
        default_provider: red
        providers:
          red: { name: openai, base_url: "http://127.0.0.1:9/v1", model: r-1, fast_model: r-fast, premium_model: r-big }
          blue: { name: openai, base_url: "http://127.0.0.1:9/v1", model: b-1, fallback: [red/r-2] }
        models:
          - { provider: blue, model: b-wise, purpose: oracle }
        """;

    [Theory]
    [InlineData("red/r-big", "Refactor this.")]
    [InlineData("red/r-fast", "What is new?")]
    [InlineData("red/r-fast", "Refactor this.", "--tier", "simple")]
    [InlineData("blue/b-1", "Refactor this.", "--provider", "blue")]
    [InlineData("blue/b-2", "hi", "--model", "blue/b-2")]
    [InlineData("blue/b-wise", "hi", "--purpose", "oracle")]
    public async Task Route_tells_who_would_answer_and_asks_nobody(string route, params string[] words)
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Config);

        Assert.Equal(0, await missy.RunAsync(["route", .. words]));
        Assert.StartsWith(route + "\n", missy.Out, StringComparison.Ordinal);

        Assert.Equal(0, await missy.RunAsync(["route", .. words, "--json"]));
        Assert.Equal(route, $"{missy.OutJson.GetProperty("provider")}/{missy.OutJson.GetProperty("model")}");
    }

    [Fact]
    public async Task Route_shows_each_step_with_its_reason_and_who_stands_by()
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Config);
        missy.Variables["MISSY_PROVIDER"] = "blue";

        Assert.Equal(0, await missy.RunAsync("route"));

        Assert.Contains("  provider: blue (MISSY_PROVIDER names it)", missy.Out, StringComparison.Ordinal);
        Assert.Contains("  fallback: red/r-2", missy.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", "--fallback", "none")]
    [InlineData("red/r-1, blue/b-9", "--fallback", "red,blue/b-9")]
    [InlineData("red/r-1, blue/b-9", "--fallback", "red", "--fallback", "blue/b-9")]
    public async Task A_fallback_list_is_written_with_commas_or_by_repeating_the_option(string expected, params string[] words)
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Config);

        Assert.Equal(0, await missy.RunAsync(["route", "hi", "--provider", "blue", .. words]));

        Assert.Contains($"  fallback: {expected}\n", missy.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Did you mean 'oracle'?", "--purpose", "oracl")]
    [InlineData("exclude each other", "--purpose", "oracle", "--provider", "red")]
    [InlineData("exclude each other", "--model", "x", "--tier", "fast")]
    [InlineData("fast, primary, premium, simple, medium or complex", "--tier", "quick")]
    public async Task What_does_not_exist_or_contradicts_itself_exits_with_2(string words, params string[] options)
    {
        using var missy = new CommandLine();
        missy.WriteConfig(Config);

        Assert.Equal(2, await missy.RunAsync(["ask", "hi", .. options]));
        Assert.Contains(words, missy.Err, StringComparison.Ordinal);
    }
}
