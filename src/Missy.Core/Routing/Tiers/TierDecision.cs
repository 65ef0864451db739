using Missy.Configuration;

namespace Missy.Routing;

/// <summary>The tier of a prompt, and what decided.</summary>
/// <param name="Tier">The tier.</param>
/// <param name="Strategy">How it was found.</param>
/// <param name="Score">The weighted score, whether it decided or not.</param>
/// <param name="Signals">Everything that was looked at; empty under <see cref="RoutingStrategy.Off"/>.</param>
internal sealed record TierDecision(PromptTier Tier, RoutingStrategy Strategy, double Score, IReadOnlyList<TierSignal> Signals)
{
    /// <summary>The reason as one line without the prompt's own text: <c>rules: the word 'refactor', 812 characters (over 500)</c>. Made at each reading.</summary>
    internal string Because => Strategy switch
    {
        RoutingStrategy.Rules => $"rules: {TierRules.Explain(this)}",
        RoutingStrategy.Score => $"score: {TierScore.Explain(this)}",
        _ => "off: prompts are not classified",
    };

    /// <summary>The same as users see it, without models.</summary>
    internal ModelTier ToModelTier() => new()
    {
        Tier = Tier.ToName(),
        Score = Score,
        Strategy = Strategy.ToName(),
        Signals = Signals,
    };
}
