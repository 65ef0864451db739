using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Missy.Configuration;
using Missy.Configuration.Words;
using Missy.Routing;

namespace Missy.Tests.Routing.Tiers;

/// <summary>What holds for any prompt.</summary>
public sealed class TierLaws
{
    private static readonly RoutingConfig Own = new() { SimpleWords = ["ping", "größe", "été"], PremiumWords = ["prove", "проверить", "𐐨𐐩", "a", "x_1"] };
    private static readonly ModelRouter Router = new(Own);

    private static readonly string[] Words =
    [
        "debug", "Debugging", "REFACTORED", "what", "Whats", "list", "shown", "ping", "pinged", "GRÖßE", "gro\u0308ße", "été", "prove", "proving", "ПРОВЕРИТЬ",
        "𐐀𐐩", "a", "X_1", "complexion", "make", "it", "1", "_", "ß", "İ", "ı", "Σ", "調", "e\u0301", "\u0301", "²", "Ⅳ",
    ];

    private static readonly string[] Separators = [" ", "\n", "\t", ".", ",", "'", "’", "-", "/", "😀", "\uD83D", "\uDE00", "\u200D", "\u00AD", "\0", "\uFFFD", "。"];

    private static readonly Gen<string> Text =
        from pieces in Gen.ListOf(Gen.OneOf(Gen.Elements(Words), Gen.Elements(Separators), Gen.Elements(Separators)))
        select string.Concat(pieces);

    private static readonly Gen<PromptShape> Shapes =
        from text in Text
        from filling in Gen.Elements(0, 0, 60, 480)
        from tools in Gen.Choose(0, 5)
        from turns in Gen.Choose(8, 12)
        from maxTokens in Gen.Elements<int?>(null, 0, 100, 9000)
        select new PromptShape([text, new string('.', filling)], tools, turns, maxTokens);

    private static readonly Gen<Func<PromptShape, PromptShape>> PremiumSignals = Gen.Elements<Func<PromptShape, PromptShape>>(
        shape => shape with { Texts = [.. shape.Texts, "debug"] },
        shape => shape with { Texts = ["Proving", .. shape.Texts] },
        shape => shape with { Texts = [.. shape.Texts, new string(' ', 501)] },
        shape => shape with { Tools = shape.Tools + 4 },
        shape => shape with { HistoryTurns = shape.HistoryTurns + 11 });

    [Fact]
    public void A_premium_signal_more_makes_any_prompt_premium_and_never_lowers_a_tier() => Check(
        from shape in Shapes
        from add in PremiumSignals
        select (shape, add),
        sample => Enum.GetValues<RoutingStrategy>().All(strategy => Tier(sample.add(sample.shape), strategy) >= Tier(sample.shape, strategy))
            && Tier(sample.add(sample.shape), RoutingStrategy.Rules) == PromptTier.Premium);

    [Fact]
    public void Case_and_punctuation_around_words_change_nothing() => Check(
        from pieces in Gen.ListOf(Gen.Zip(Gen.Elements(Words.Where(word => word.All(char.IsAscii)).ToArray()), Gen.Elements(".", "'", "-", "😀", "\uD83D", "。")))
        from seed in Gen.Choose(0, int.MaxValue)
        select (pieces, seed),
        sample =>
        {
            var random = new System.Random(sample.seed);
            var plain = string.Concat(sample.pieces.Select(piece => piece.Item1 + " "));
            var odd = string.Concat(sample.pieces.Select(piece => Cased(piece.Item1, random) + piece.Item2));
            return Outcome([plain]) == Outcome([odd]);
        });

    [Fact]
    public void Where_a_text_is_split_at_white_space_changes_nothing() => Check(
        from text in Text
        from seed in Gen.Choose(0, int.MaxValue)
        select (text, seed),
        sample =>
        {
            var random = new System.Random(sample.seed);
            var pieces = new List<string> { "" };
            foreach (var character in sample.text)
            {
                pieces[^1] += character;
                if (char.IsWhiteSpace(character) && random.Next(2) == 0)
                {
                    pieces.Add("");
                }
            }

            return Outcome(pieces) == Outcome([sample.text]);
        });

    [Fact]
    public void Length_and_words_are_those_that_a_plain_reading_finds() =>
        Check(Gen.OneOf(Text, MostlyAscii(), ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? ""), RandomUnits()), text =>
        {
            var decision = Router.Classify(new PromptShape([text]), RoutingStrategy.Rules);
            var words = PlainWords(text);
            return decision.Signal("long_prompt").Value == text.EnumerateRunes().Count()
                && decision.Signal("premium_words").Words.SequenceEqual(Known(words, BuiltInWords.Premium, Own.PremiumWords))
                && decision.Signal("simple_words").Words.SequenceEqual(Known(words, BuiltInWords.Simple, Own.SimpleWords));
        });

    [Fact]
    public void The_tier_follows_from_the_signals_that_are_shown() => Check(Shapes, shape =>
    {
        var decision = Router.Classify(shape, RoutingStrategy.Rules);
        var fired = decision.Signals.Where(signal => signal.Fired).Select(signal => signal.Name).ToHashSet();
        var expected = fired.Overlaps(["premium_words", "long_prompt", "many_tools", "long_history"]) ? PromptTier.Premium
            : fired.IsSupersetOf(["simple_words", "short_prompt", "no_tools"]) ? PromptTier.Fast
            : PromptTier.Primary;
        return decision.Tier == expected && decision.Because.StartsWith("rules: ", StringComparison.Ordinal);
    });

    private static PromptTier Tier(PromptShape shape, RoutingStrategy strategy) => Router.Classify(shape, strategy).Tier;

    private static string Outcome(IReadOnlyList<string> texts)
    {
        var decision = Router.Classify(new PromptShape(texts), RoutingStrategy.Rules);
        return decision.Tier.ToName() + string.Join("|", decision.Signals.Select(signal => $"{signal.Value} {string.Join(",", signal.Words)}"));
    }

    private static string Cased(string word, System.Random random) =>
        string.Concat(word.Select(letter => random.Next(2) == 0 ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter)));

    // Runs of ASCII, which are read in blocks, with words at and across the blocks' ends, and now and then something else.
    private static Gen<string> MostlyAscii()
    {
        var ascii = Words.Concat(Separators).Where(piece => piece.All(char.IsAscii)).ToArray();
        return from pieces in Gen.ListOf(Gen.Frequency((12, Gen.Elements(ascii)), (6, Gen.Constant(" ")), (1, Gen.Elements(Words))))
               from filling in Gen.Choose(0, 40)
               select new string('.', filling) + string.Concat(pieces) + string.Concat(Enumerable.Reverse(pieces));
    }

    // Any code units, in and out of order, near the borders of letters, marks and surrogates.
    private static Gen<string> RandomUnits() =>
        from units in Gen.ListOf(Gen.OneOf(Gen.Choose(0x20, 0x7f), Gen.Choose(0x2b0, 0x380), Gen.Choose(0xd800, 0xdfff), Gen.Choose(0xd801, 0xd801), Gen.Choose(0xdc00, 0xdc4f), Gen.Elements("aA_1".Select(letter => (int)letter).ToArray())))
        select string.Concat(units.Select(unit => (char)unit));

    private static List<string> PlainWords(string text)
    {
        var spaced = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
            spaced.Append(Rune.IsLetterOrDigit(rune) || isMark || rune.Value == '_' ? rune.ToString() : " ");
        }

        return [.. spaced.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static IEnumerable<string> Known(List<string> words, IReadOnlyList<string> builtIn, IReadOnlyList<string> own) =>
        builtIn.Concat(own.SelectMany(WordForms.Of))
            .Where(known => words.Exists(word => word.Normalize().Equals(known.Normalize(), StringComparison.OrdinalIgnoreCase)))
            .Distinct(StringComparer.OrdinalIgnoreCase);

    private static void Check<T>(Gen<T> samples, Func<T, bool> law) =>
        Prop.ForAll(samples.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
