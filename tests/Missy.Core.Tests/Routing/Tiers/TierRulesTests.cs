using Missy.Configuration;
using Missy.Routing;
using static Missy.Tests.Routing.Tiers.Prompts;

namespace Missy.Tests.Routing.Tiers;

/// <summary>The strategy <c>rules</c>, at each of its boundaries and wherever two signals point apart.</summary>
public sealed class TierRulesTests
{
    // words, length, tools, earlier turns → tier
    public static TheoryData<string, int, int, int, string> Boundaries { get; } = new()
    {
        { "what", 79, 0, 0, "fast" },
        { "what", 80, 0, 0, "primary" },
        { "what", 81, 0, 0, "primary" },
        { "what", 499, 0, 0, "primary" },
        { "what", 500, 0, 0, "primary" },
        { "what", 501, 0, 0, "premium" },
        { "make", 79, 0, 0, "primary" },
        { "make", 500, 0, 0, "primary" },
        { "make", 501, 0, 0, "premium" },
        { "what", 79, 1, 0, "primary" },
        { "make", 200, 3, 0, "primary" },
        { "make", 200, 4, 0, "premium" },
        { "what", 79, 0, 10, "fast" },
        { "what", 79, 0, 11, "premium" },
        { "make", 200, 0, 10, "primary" },
        { "make", 200, 0, 11, "premium" },
        { "make", 500, 3, 10, "primary" },
        { "debug", 500, 3, 10, "premium" },
        { "", 0, 0, 0, "primary" },
        { "what", 4, 0, 0, "fast" },
    };

    // words, length, tools, earlier turns → tier, and the signals that are in conflict or agreement
    public static TheoryData<string, int, int, int, string, string, string> Pairs { get; } = new()
    {
        // A premium signal and a fast one: premium.
        { "what debug", 200, 1, 0, "premium", "premium_words", "simple_words" },
        { "debug", 79, 1, 0, "premium", "premium_words", "short_prompt" },
        { "debug", 200, 0, 0, "premium", "premium_words", "no_tools" },
        { "what", 501, 1, 0, "premium", "long_prompt", "simple_words" },
        { "make", 501, 0, 0, "premium", "long_prompt", "no_tools" },
        { "what", 200, 4, 0, "premium", "many_tools", "simple_words" },
        { "make", 79, 4, 0, "premium", "many_tools", "short_prompt" },
        { "what", 200, 1, 11, "premium", "long_history", "simple_words" },
        { "make", 79, 1, 11, "premium", "long_history", "short_prompt" },
        { "make", 200, 0, 11, "premium", "long_history", "no_tools" },

        // Two premium signals: premium.
        { "debug", 501, 1, 0, "premium", "premium_words", "long_prompt" },
        { "debug", 200, 4, 0, "premium", "premium_words", "many_tools" },
        { "debug", 200, 1, 11, "premium", "premium_words", "long_history" },
        { "make", 501, 4, 0, "premium", "long_prompt", "many_tools" },
        { "make", 501, 1, 11, "premium", "long_prompt", "long_history" },
        { "make", 200, 4, 11, "premium", "many_tools", "long_history" },

        // Two fast signals of three: not fast.
        { "what", 79, 1, 0, "primary", "simple_words", "short_prompt" },
        { "what", 200, 0, 0, "primary", "simple_words", "no_tools" },
        { "make", 79, 0, 0, "primary", "short_prompt", "no_tools" },
    };

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void Each_boundary_belongs_to_the_side_that_the_rule_gives_it(string words, int length, int tools, int turns, string tier)
    {
        Assert.Equal(tier, Tier(Filled(words, length), tools, turns));
        Assert.Equal(tier, Tier(Filled(words, length, "😀"), tools, turns));
        Assert.Equal(tier, Tier(Filled(words, length, "\uD83D"), tools, turns));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Of_two_signals_a_premium_one_wins_and_two_fast_ones_are_not_enough(
        string words, int length, int tools, int turns, string tier, string one, string other)
    {
        var decision = Classify(Filled(words, length), tools, turns);

        Assert.Equal(tier, decision.Tier.ToName());
        Assert.Equal(new[] { one, other }.Order(), decision.Signals.Where(signal => signal.Fired).Select(signal => signal.Name).Order());
    }

    [Theory]
    [InlineData("how do I debug this race?", "premium")]
    [InlineData("please debug.", "premium")]
    [InlineData("what's up", "fast")]
    [InlineData("show me how to refactor the complex architecture", "premium")]
    [InlineData("debug_mode is on, undebugged", "primary")]
    [InlineData("somewhat showy, a blacklist", "primary")]
    public void A_prompt_is_read_as_a_person_reads_it(string prompt, string tier) => Assert.Equal(tier, Tier(prompt, 0, 0));

    [Fact]
    public void Every_rule_has_a_signal_with_what_was_counted_and_its_bound()
    {
        var decision = Classify("What should I refactor, and what is complex?", tools: 2, turns: 7, maxTokens: 100);

        Assert.Equal(
            [
                ("premium_words", 2, null, true), ("long_prompt", 44, 500, false), ("many_tools", 2, 3, false), ("long_history", 7, 10, false),
                ("simple_words", 1, null, true), ("short_prompt", 44, 80, true), ("no_tools", 2, null, false),
            ],
            decision.Signals.Select(signal => (signal.Name, signal.Value, signal.Threshold, signal.Fired)));
        Assert.Equal(["refactor", "complex"], decision.Signal("premium_words").Words);
        Assert.Equal(["what"], decision.Signal("simple_words").Words);
        Assert.Empty(decision.Signal("long_prompt").Words);
        Assert.Equal(44 + 40 + 5, decision.Score);
    }

    [Fact]
    public void Switched_off_everything_is_primary_without_signals()
    {
        var decision = Classify(Filled("debug", 600), tools: 9, strategy: RoutingStrategy.Off);

        Assert.Equal((PromptTier.Primary, RoutingStrategy.Off, 780), (decision.Tier, decision.Strategy, decision.Score));
        Assert.Empty(decision.Signals);
    }

    [Fact]
    public void The_configured_strategy_decides_unless_another_is_asked_for()
    {
        var router = new ModelRouter(new RoutingConfig { Strategy = RoutingStrategy.Score });
        var shape = new PromptShape(["debug"]);

        Assert.Equal((PromptTier.Fast, RoutingStrategy.Score), (router.Classify(shape).Tier, router.Classify(shape).Strategy));
        Assert.Equal(PromptTier.Premium, router.Classify(shape, RoutingStrategy.Rules).Tier);
    }

    [Fact]
    public void Users_see_the_decision_by_its_names()
    {
        var tier = Classify("what is this").ToModelTier();

        Assert.Equal(("fast", "rules", 12, "fast"), (tier.Tier, tier.Strategy, tier.Score, tier.ToString()));
        Assert.Equal("simple_words", tier.Signals[4].ToString());
        Assert.Empty(tier.Models);
        Assert.Null(tier.InputObject);
    }

    private static string Tier(string text, int tools, int turns) => Classify(text, tools, turns).Tier.ToName();
}
