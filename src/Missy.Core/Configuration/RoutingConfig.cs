namespace Missy.Configuration;

/// <summary>The section <c>routing:</c>.</summary>
public sealed record RoutingConfig
{
    /// <summary>How a tier is found.</summary>
    public RoutingStrategy Strategy { get; init; }

    /// <summary>Words of a simple prompt, beside the built-in ones; their regular English forms count as well.</summary>
    public IReadOnlyList<string> SimpleWords { get; init; } = [];

    /// <summary>Words of a complex prompt, beside the built-in ones; their regular English forms count as well.</summary>
    public IReadOnlyList<string> PremiumWords { get; init; } = [];

    /// <summary>The model for simple prompts under <see cref="RoutingStrategy.Score"/>; null = the provider's.</summary>
    public ModelReference? SimpleModel { get; init; }

    /// <summary>The model for prompts between the thresholds; null = the provider's.</summary>
    public ModelReference? MediumModel { get; init; }

    /// <summary>The model for complex prompts; null = the provider's.</summary>
    public ModelReference? ComplexModel { get; init; }

    /// <summary>Scores below this are simple.</summary>
    public double SimpleThreshold { get; init; } = 100;

    /// <summary>Scores of this and above are complex; never less than <see cref="SimpleThreshold"/>.</summary>
    public double ComplexThreshold { get; init; } = 500;

    /// <summary>What each part of a prompt adds to its score.</summary>
    public ScoreWeights ScoreWeights { get; init; } = new();

    /// <summary>Who may answer when the chosen provider cannot.</summary>
    public FallbackMode Fallback { get; init; }

    /// <summary>The entries under <see cref="FallbackMode.Chain"/>, each with a provider; empty otherwise.</summary>
    public IReadOnlyList<ModelReference> FallbackChain { get; init; } = [];
}
