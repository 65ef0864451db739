using Missy.Configuration;
using Missy.Routing;
using static Missy.Tests.Routing.Tiers.Prompts;

namespace Missy.Tests.Routing.Tiers;

/// <summary>The strategy <c>score</c>.</summary>
public sealed class TierScoreTests
{
    private static readonly RoutingConfig Cheap = new()
    {
        Strategy = RoutingStrategy.Score,
        SimpleThreshold = 10,
        ComplexThreshold = 29,
        ScoreWeights = new ScoreWeights { PerCharacter = 0.29, PerTool = 5, PerMaxToken = 0 },
    };

    // length, tools, limit of the answer → score, tier
    public static TheoryData<int, int, int?, double, string> Standard { get; } = new()
    {
        { 0, 0, null, 0, "fast" },
        { 99, 0, null, 99, "fast" },
        { 100, 0, null, 100, "primary" },
        { 101, 0, null, 101, "primary" },
        { 499, 0, null, 499, "primary" },
        { 500, 0, null, 500, "premium" },
        { 501, 0, null, 501, "premium" },
        { 79, 1, null, 99, "fast" },
        { 80, 1, null, 100, "primary" },
        { 0, 24, null, 480, "primary" },
        { 0, 25, null, 500, "premium" },
        { 0, 0, 1999, 99.95, "fast" },
        { 0, 0, 2000, 100, "primary" },
        { 0, 0, 9999, 499.95, "primary" },
        { 0, 0, 10000, 500, "premium" },
        { 200, 5, 4000, 500, "premium" },
        { 199, 5, 4000, 499, "primary" },
    };

    // length, tools, limit of the answer → score, tier
    public static TheoryData<int, int, int?, double, string> Changed { get; } = new()
    {
        { 34, 0, 100000, 9.86, "fast" },
        { 0, 2, null, 10, "primary" },
        { 99, 0, null, 28.71, "primary" },
        { 100, 0, null, 29, "premium" },
    };

    [Theory]
    [MemberData(nameof(Standard))]
    public void The_score_is_less_than_the_simple_threshold_or_not_less_than_the_complex_one(int length, int tools, int? maxTokens, double score, string tier)
    {
        foreach (var filling in new[] { "x", " ", "ß", "😀", "\uDE00" })
        {
            var decision = Classify(Filled("", length, filling), tools, turns: 99, maxTokens, RoutingStrategy.Score);

            Assert.Equal((score, tier), (decision.Score, decision.Tier.ToName()));
        }
    }

    [Theory]
    [MemberData(nameof(Changed))]
    public void Weights_and_thresholds_are_those_of_the_configuration(int length, int tools, int? maxTokens, double score, string tier)
    {
        var decision = new ModelRouter(Cheap).Classify(new PromptShape([Filled("", length)], tools, 0, maxTokens));

        Assert.Equal((score, tier), (decision.Score, decision.Tier.ToName()));
    }

    [Theory]
    [InlineData(0, 0, "premium")]
    [InlineData(50, 50, "fast or premium")]
    public void Equal_thresholds_leave_no_room_between_them(double simple, double complex, string what)
    {
        var router = new ModelRouter(new RoutingConfig { Strategy = RoutingStrategy.Score, SimpleThreshold = simple, ComplexThreshold = complex });
        var tiers = Enumerable.Range(0, 100).Select(length => router.Classify(new PromptShape([Filled("", length)])).Tier).Distinct();

        Assert.Equal(what == "premium" ? [PromptTier.Premium] : [PromptTier.Fast, PromptTier.Premium], tiers);
    }

    [Fact]
    public void Signals_show_what_each_part_adds_and_where_the_sum_lies()
    {
        var decision = Classify(Filled("debug", 200), tools: 2, maxTokens: 1001, strategy: RoutingStrategy.Score);

        Assert.Equal(
            [
                ("characters", 200, null, true), ("tools", 40, null, true), ("max_tokens", 50.05, null, true),
                ("simple_threshold", 290.05, 100, false), ("complex_threshold", 290.05, 500, false),
            ],
            decision.Signals.Select(signal => (signal.Name, signal.Value, signal.Threshold, signal.Fired)));
        Assert.All(decision.Signals, signal => Assert.Empty(signal.Words));
        Assert.False(Classify("x", strategy: RoutingStrategy.Score).Signal("tools").Fired);
    }

    [Fact]
    public void The_score_is_the_same_whatever_decides() =>
        Assert.Single(Enum.GetValues<RoutingStrategy>().Select(strategy => Classify("debug what?", 3, 4, 500, strategy).Score).Distinct());
}
