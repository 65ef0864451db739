namespace Missy.Configuration.Schema;

/// <summary>The keys of <c>routing.words:</c>.</summary>
internal static class WordsSection
{
    private static readonly ListKind<string> Words = new(new TextKind("a word", 100), "words");

    private static readonly Field<IReadOnlyList<string>> Simple = new("simple", Words, [], "Words of a simple prompt, beside the built-in ones.");
    private static readonly Field<IReadOnlyList<string>> Premium = new("premium", Words, [], "Words of a complex prompt, beside the built-in ones.");

    internal static Section<RoutingWords> Section { get; } = new(
        [Simple, Premium],
        static (values, _) => new RoutingWords(values.Get(Simple), values.Get(Premium)));
}

/// <summary>The user's own words for routing.</summary>
internal sealed record RoutingWords(IReadOnlyList<string> Simple, IReadOnlyList<string> Premium);
