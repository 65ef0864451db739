namespace Missy.Configuration.Schema;

/// <summary>The keys of <c>routing.score_weights:</c>.</summary>
internal static class ScoreWeightsSection
{
    private static readonly ScoreWeights Standard = new();
    private static readonly NumberKind Weight = new(0, 1_000_000);

    private static readonly Field<double> PerCharacter = new("per_character", Weight, Standard.PerCharacter, "What each character of the prompt adds.");
    private static readonly Field<double> PerTool = new("per_tool", Weight, Standard.PerTool, "What each tool adds.");
    private static readonly Field<double> PerMaxToken = new("per_max_token", Weight, Standard.PerMaxToken, "What each token of the answer's limit adds.");

    internal static Section<ScoreWeights> Section { get; } = new(
        [PerCharacter, PerTool, PerMaxToken],
        static (values, _) => new ScoreWeights
        {
            PerCharacter = values.Get(PerCharacter),
            PerTool = values.Get(PerTool),
            PerMaxToken = values.Get(PerMaxToken),
        });
}
