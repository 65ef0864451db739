using System.Text.RegularExpressions;
using Missy.Configuration;
using Missy.Routing;
using Missy.Tests.Configuration;

namespace Missy.Tests.Routing.Tiers;

/// <summary>How often each strategy is right on the labelled prompts, and that the documentation says so.</summary>
public sealed partial class CalibrationTests(ITestOutputHelper output)
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Routing", "Tiers", "routing-calibration.md"));

    /// <summary>The configurations of the page, in its order.</summary>
    public static TheoryData<string> Configurations { get; } = [.. Configuration().Matches(Page).Select(match => match.Groups["yaml"].Value)];

    /// <summary>The rows of the page's table of errors.</summary>
    public static TheoryData<string, string, string, string> Examples { get; } =
        [.. Example().Matches(Page).Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value, match.Groups[4].Value))];

    [Theory]
    [MemberData(nameof(Configurations))]
    public void The_page_has_the_figures_of_each_configuration_behind_it(string yaml)
    {
        var config = Reading.Good(yaml).Routing;

        var figures = new Confusion(config).ToMarkdown();

        output.WriteLine($"{config.Strategy.ToName()}: {figures}");
        Assert.Contains($"```yaml\n{yaml}```\n\n{figures}\n\n", Page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_of_an_error_is_one(string prompt, string wanted, string rules, string score)
    {
        var labelled = Assert.Single(LabelledPrompt.All, each => each.Prompt == prompt);

        Assert.Equal(
            (wanted, rules, score),
            (labelled.Tier, Tier(labelled, RoutingStrategy.Rules), Tier(labelled, RoutingStrategy.Score)));
        Assert.False(wanted == rules && wanted == score);
    }

    [Fact]
    public void Each_strategy_is_on_the_page_as_it_comes() =>
        Assert.Equivalent(
            Enum.GetValues<RoutingStrategy>().Select(strategy => new RoutingConfig { Strategy = strategy }),
            Configurations.Take(3).Select(yaml => Reading.Good(yaml.Data).Routing),
            strict: true);

    [Fact]
    public void The_page_describes_the_set()
    {
        var all = LabelledPrompt.All;
        int Count(PromptTier tier) => all.Count(prompt => prompt.Wanted == tier);
        var @long = all.Count(prompt => prompt.Shape.Texts.Sum(text => text.EnumerateRunes().Count()) > 500);

        Assert.Contains($"holds {all.Count} prompts", Page, StringComparison.Ordinal);
        Assert.Contains(
            $"{Count(PromptTier.Fast)} that want a fast model, {Count(PromptTier.Primary)} that want the usual one, {Count(PromptTier.Premium)} that want the strongest",
            Page,
            StringComparison.Ordinal);
        Assert.Contains($"{@long} are longer than 500 characters", Page, StringComparison.Ordinal);
        Assert.Distinct(all.Select(prompt => (prompt.Prompt, prompt.Context)));
    }

    private static string Tier(LabelledPrompt prompt, RoutingStrategy strategy) => Prompts.Router.Classify(prompt.Shape, strategy).Tier.ToName();

    [GeneratedRegex(@"```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Configuration();

    [GeneratedRegex(@"^\| ([^|]+) \| (fast|primary|premium) \| (\w+) \| (\w+) \|$", RegexOptions.Multiline)]
    private static partial Regex Example();
}
