using Missy.Configuration.Words;
using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>The keys of <c>routing.words:</c>.</summary>
internal static class WordsSection
{
    private static readonly ListKind<string> Words = new(new SingleWordKind(), "words");

    private static readonly Field<IReadOnlyList<string>> Simple = new("simple", Words, [], "Words of a simple prompt, beside the built-in ones.");
    private static readonly Field<IReadOnlyList<string>> Premium = new("premium", Words, [], "Words of a complex prompt, beside the built-in ones.");

    internal static Section<RoutingWords> Section { get; } = new([Simple, Premium], Build);

    private static RoutingWords Build(FieldValues values, ReadScope scope)
    {
        var words = new RoutingWords(values.Get(Simple), values.Get(Premium));
        if (words.Simple.Count > 0 && values.NodeOf(Simple) is YamlList list)
        {
            WarnOfPremium(words, list, scope.At(Simple.Name));
        }

        return words;
    }

    /// <summary>Premium words are looked for first: a simple word that is one of them decides nothing.</summary>
    private static void WarnOfPremium(RoutingWords words, YamlList list, ReadScope scope)
    {
        var builtIn = new HashSet<string>(BuiltInWords.Premium, StringComparer.OrdinalIgnoreCase);
        var own = new HashSet<string>(words.Premium.SelectMany(WordForms.Of), StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < words.Simple.Count; i++)
        {
            if (builtIn.Contains(words.Simple[i]))
            {
                scope.At(i).Warn(list.Items[i], DiagnosticCodes.NoEffect, "This is one of the built-in premium words, which are looked for first.", "Remove it.");
            }
            else if (own.Contains(words.Simple[i]))
            {
                scope.At(i).Warn(list.Items[i], DiagnosticCodes.NoEffect, "This is a word, or a form of one, in routing.words.premium, which is looked for first.", "Keep one of the two entries.");
            }
        }
    }
}

/// <summary>The user's own words for routing.</summary>
internal sealed record RoutingWords(IReadOnlyList<string> Simple, IReadOnlyList<string> Premium);
