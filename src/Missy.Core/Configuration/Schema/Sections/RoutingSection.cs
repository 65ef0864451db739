namespace Missy.Configuration.Schema;

/// <summary>The keys of <c>routing:</c>.</summary>
internal static class RoutingSection
{
    private static readonly RoutingConfig Standard = new();
    private static readonly NumberKind Threshold = new(0, 1_000_000_000);

    private static readonly Field<RoutingStrategy> Strategy = new("strategy", new WordKind<RoutingStrategy>(("rules", RoutingStrategy.Rules), ("score", RoutingStrategy.Score), ("off", RoutingStrategy.Off)), Standard.Strategy, "How the tier of a prompt is found.");
    private static readonly Field<RoutingWords> Words = new("words", WordsSection.Section, new([], []), "Words that decide, beside the built-in ones.");
    private static readonly Field<ModelReference?> SimpleModel = Field.Optional("simple_model", ModelKind.Any, "The model for simple prompts (score).");
    private static readonly Field<ModelReference?> MediumModel = Field.Optional("medium_model", ModelKind.Any, "The model for prompts between the thresholds (score).");
    private static readonly Field<ModelReference?> ComplexModel = Field.Optional("complex_model", ModelKind.Any, "The model for complex prompts (score).");
    private static readonly Field<double> SimpleThreshold = new("simple_threshold", Threshold, Standard.SimpleThreshold, "Scores below this are simple.");
    private static readonly Field<double> ComplexThreshold = new("complex_threshold", Threshold, Standard.ComplexThreshold, "Scores of this and above are complex.");
    private static readonly Field<ScoreWeights> Weights = new("score_weights", ScoreWeightsSection.Section, Standard.ScoreWeights, "What each part of a prompt adds to its score.");
    private static readonly Field<FallbackPolicy> Fallback = new("fallback", FallbackKind.Instance, new(FallbackMode.None, []), "Who may answer when the chosen provider cannot.");

    internal static Section<RoutingConfig> Section { get; } = new(
        [Strategy, Words, SimpleModel, MediumModel, ComplexModel, SimpleThreshold, ComplexThreshold, Weights, Fallback],
        Build);

    private static RoutingConfig Build(FieldValues values, ReadScope scope)
    {
        var (simple, complex) = (values.Get(SimpleThreshold), values.Get(ComplexThreshold));
        if (simple > complex)
        {
            var field = values.Has(ComplexThreshold) ? ComplexThreshold : SimpleThreshold;
            scope.At(field.Name).Error(values.NodeOf(field), DiagnosticCodes.Contradiction, "complex_threshold is less than simple_threshold.", FormattableString.Invariant($"Set both, the complex one higher; the defaults are {Standard.SimpleThreshold} and {Standard.ComplexThreshold}."));
            (simple, complex) = (Standard.SimpleThreshold, Standard.ComplexThreshold);
        }

        var (words, fallback) = (values.Get(Words), values.Get(Fallback));
        return new RoutingConfig
        {
            Strategy = values.Get(Strategy),
            SimpleWords = words.Simple,
            PremiumWords = words.Premium,
            SimpleModel = values.Get(SimpleModel),
            MediumModel = values.Get(MediumModel),
            ComplexModel = values.Get(ComplexModel),
            SimpleThreshold = simple,
            ComplexThreshold = complex,
            ScoreWeights = values.Get(Weights),
            Fallback = fallback.Mode,
            FallbackChain = fallback.Chain,
        };
    }
}
