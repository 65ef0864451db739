namespace Missy.Configuration.Words;

/// <summary>The words that decide without being configured, with all their forms.</summary>
internal static class BuiltInWords
{
    /// <summary>Words of a simple prompt. People leave out apostrophes, so that <c>whats</c> is one.</summary>
    internal static IReadOnlyList<string> Simple { get; } =
    [
        "what", "whats", "how", "hows", "when", "where", "wheres", "who", "whos",
        "list", "lists", "listed", "listing",
        "show", "shows", "showed", "shown", "showing",
    ];

    /// <summary>Words of a complex prompt.</summary>
    internal static IReadOnlyList<string> Premium { get; } =
    [
        .. WordForms.Of("debug"),
        .. WordForms.Of("architect"), "architecture", "architectures", "architectural", "architecturally",
        .. WordForms.Of("refactor"), "refactorings",
        .. WordForms.Of("analyze"), .. WordForms.Of("analyse"), "analysis", "analytic", "analytics", "analytical", "analytically",
        .. WordForms.Of("optimize"), "optimization", "optimizations",
        .. WordForms.Of("optimise"), "optimisation", "optimisations",
        "complex", "complexity", "complexities",
    ];
}
