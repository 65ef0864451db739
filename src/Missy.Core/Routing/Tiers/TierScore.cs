using Missy.Configuration;

namespace Missy.Routing;

/// <summary>
/// The strategy <c>score</c>: characters, tools and limit of the answer by weight; simple (fast) below the one threshold, complex
/// (premium) from the other on, medium (primary) between them.
/// </summary>
internal static class TierScore
{
    // Binary fractions: 0.29 × 100 is a little less than 29, and would miss a threshold of 29.
    private const int Decimals = 6;

    /// <summary>The weighted score.</summary>
    internal static double Of(PromptShape shape, long length, ScoreWeights weights) =>
        Math.Round((length * weights.PerCharacter) + (shape.Tools * weights.PerTool) + ((shape.MaxTokens ?? 0) * weights.PerMaxToken), Decimals);

    internal static TierDecision Decide(PromptShape shape, long length, RoutingConfig config)
    {
        var (weights, score) = (config.ScoreWeights, Of(shape, length, config.ScoreWeights));
        TierSignal[] signals =
        [
            Part(SignalNames.Characters, length * weights.PerCharacter),
            Part(SignalNames.Tools, shape.Tools * weights.PerTool),
            Part(SignalNames.MaxTokens, (shape.MaxTokens ?? 0) * weights.PerMaxToken),
            new(SignalNames.SimpleThreshold, score, config.SimpleThreshold, score < config.SimpleThreshold),
            new(SignalNames.ComplexThreshold, score, config.ComplexThreshold, score >= config.ComplexThreshold),
        ];
        var tier = score < config.SimpleThreshold ? PromptTier.Fast
            : score >= config.ComplexThreshold ? PromptTier.Premium
            : PromptTier.Primary;
        return new TierDecision(tier, RoutingStrategy.Score, score, signals);
    }

    /// <summary>The sum, and where it lies.</summary>
    internal static string Explain(TierDecision decision)
    {
        var parts = decision.Signals.Where(static signal => signal.Threshold is null && signal.Fired)
            .Select(static signal => FormattableString.Invariant($"{signal.Value} for {signal.Name}"))
            .ToList();
        var sum = parts.Count == 0 ? "0" : string.Join(" + ", parts) + (parts.Count == 1 ? "" : FormattableString.Invariant($" = {decision.Score}"));
        var (simple, complex) = (Threshold(decision, SignalNames.SimpleThreshold), Threshold(decision, SignalNames.ComplexThreshold));
        return sum + decision.Tier switch
        {
            PromptTier.Fast => FormattableString.Invariant($" (under {simple})"),
            PromptTier.Premium => FormattableString.Invariant($" (not under {complex})"),
            _ => FormattableString.Invariant($" (not under {simple}, under {complex})"),
        };
    }

    private static TierSignal Part(string name, double points) => new(name, Math.Round(points, Decimals), null, points > 0);

    private static double? Threshold(TierDecision decision, string name) => decision.Signals.First(signal => signal.Name == name).Threshold;
}
