namespace Missy.Configuration;

/// <summary>What each part of a prompt adds to its score.</summary>
public sealed record ScoreWeights
{
    /// <summary>For each Unicode code point of the prompt.</summary>
    public double PerCharacter { get; init; } = 1;

    /// <summary>For each tool offered.</summary>
    public double PerTool { get; init; } = 20;

    /// <summary>For each token of the answer's limit.</summary>
    public double PerMaxToken { get; init; } = 0.05;
}
