using Missy.Configuration;

namespace Missy;

/// <summary>A starter configuration that was written.</summary>
/// <param name="Path">The file.</param>
/// <param name="Findings">What it was made of.</param>
public sealed record StarterResult(string Path, StarterFindings Findings)
{
    /// <summary>Why the schema for editors is not beside it, as a sentence; null = it is.</summary>
    public string? SchemaProblem { get; init; }

    /// <summary>What was found, and what follows from it, a sentence each.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. StarterConfig.Describe(Findings),
        SchemaProblem ?? $"{ConfigSchema.FileName} beside the file tells editors what it may hold.",
    ];
}
