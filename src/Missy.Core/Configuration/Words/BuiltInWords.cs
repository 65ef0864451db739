namespace Missy.Configuration.Words;

/// <summary>The words that decide without being configured, in all their forms: written out, since every first call reads them.</summary>
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
        "debug", "debugs", "debugged", "debugging", "debugger", "debuggers",
        "architect", "architects", "architected", "architecting", "architecture", "architectures", "architectural", "architecturally",
        "refactor", "refactors", "refactored", "refactoring", "refactorings",
        "analyze", "analyzes", "analyzed", "analyzing", "analyzer", "analyzers",
        "analyse", "analyses", "analysed", "analysing", "analyser", "analysers",
        "analysis", "analytic", "analytics", "analytical", "analytically",
        "optimize", "optimizes", "optimized", "optimizing", "optimizer", "optimizers", "optimization", "optimizations",
        "optimise", "optimises", "optimised", "optimising", "optimiser", "optimisers", "optimisation", "optimisations",
        "complex", "complexity", "complexities",
    ];
}
