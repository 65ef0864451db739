namespace Missy.Configuration.Editing;

/// <summary>What a text has at a key.</summary>
/// <param name="Steps">The key as the file writes its names.</param>
/// <param name="Chain">The root and every value down to the last that exists: the value itself, or the deepest place to put it.</param>
/// <param name="Depth">How many of the steps exist.</param>
/// <param name="Entry">The mapping's entry that the last of the chain is the value of; null for a list's item and the root.</param>
internal sealed record Found(IReadOnlyList<KeyStep> Steps, IReadOnlyList<TextNode> Chain, int Depth, TextEntry? Entry)
{
    internal bool Exists => Depth == Steps.Count;

    /// <summary>The value, or the deepest place to put it; null when the text has no document.</summary>
    internal TextNode? Last => Chain.Count > 0 ? Chain[^1] : null;

    internal TextNode? Parent => Chain.Count > 1 ? Chain[^2] : null;

    /// <summary>Whether the last of the chain stands in brackets or braces.</summary>
    internal bool InFlow => Chain.SkipLast(1).Any(static n => n is TextMap { IsFlow: true } or TextList { IsFlow: true });

    internal IEnumerable<KeyStep> Missing => Steps.Skip(Depth);

    internal string Key => KeyPath.Show(Steps);
}
