using Missy.Configuration;
using Missy.Configuration.Words;

namespace Missy.Routing;

/// <summary>Finds the tier of prompts by one configuration. It keeps nothing of a prompt, and may be used from several threads.</summary>
/// <param name="config">Strategy, words, weights and thresholds.</param>
internal sealed class ModelRouter(RoutingConfig config)
{
    private readonly Lazy<Lists> _lists = new(() => new Lists(
        new WordSet(BuiltInWords.Simple, config.SimpleWords), new WordSet(BuiltInWords.Premium, config.PremiumWords)));

    /// <summary>Finds the tier of a prompt.</summary>
    /// <param name="shape">The prompt.</param>
    /// <param name="strategy">Decides in place of the configured one; null = the configured one does.</param>
    internal TierDecision Classify(PromptShape shape, RoutingStrategy? strategy = null)
    {
        var chosen = strategy ?? config.Strategy;
        var lists = chosen == RoutingStrategy.Rules ? _lists.Value : Lists.None;
        var text = PromptText.Read(shape.Texts, lists.Simple, lists.Premium, lists.Starts);
        return chosen switch
        {
            RoutingStrategy.Rules => TierRules.Decide(shape, text, TierScore.Of(shape, text.Length, config.ScoreWeights)),
            RoutingStrategy.Score => TierScore.Decide(shape, text.Length, config),
            _ => new TierDecision(PromptTier.Primary, RoutingStrategy.Off, TierScore.Of(shape, text.Length, config.ScoreWeights), []),
        };
    }

    private sealed record Lists(WordSet Simple, WordSet Premium)
    {
        internal static Lists None { get; } = new(WordSet.Empty, WordSet.Empty);

        internal WordStarts Starts { get; } = WordStarts.Of(Simple, Premium);
    }
}
