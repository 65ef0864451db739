using Missy.Configuration;
using Missy.Routing;
using Missy.Tests.Support;

namespace Missy.Tests.Routing.Tiers;

/// <summary>Large prompts are read once and not copied.</summary>
public sealed class LargePromptTests
{
    private const int Size = 1024 * 1024;

    public static TheoryData<string, int, int> Texts { get; } = new()
    {
        // what is repeated to the size of a MiB, pieces, premium words in it
        { "words of no special kind, one after the other. ", 1, 0 },
        { "debug it, what else; refactor the complex architecture! ", 1, 4 },
        { "größer als die Прокрастинация, και άλλα ", 1, 0 },
        { "🐛 \uD83D 调试 \uDC1B e\u0301t ", 1, 0 },
        { "onewordwithoutend", 1, 0 },
        { "debug\n", 1000, 1 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_prompt_of_a_mebibyte_takes_no_more_memory_than_a_short_one(string text, int pieces, int words)
    {
        var router = new ModelRouter(new RoutingConfig { PremiumWords = ["Übersetzung", "αναλύω"] });
        var piece = string.Concat(Enumerable.Repeat(text, Size / text.Length / pieces));
        var shape = new PromptShape([.. Enumerable.Repeat(piece, pieces)]);
        router.Classify(shape);

        var allocated = Allocation.Of(() => router.Classify(shape));
        var decision = router.Classify(shape);

        Assert.InRange(allocated, 1, 4096);
        Assert.Equal(words, decision.Signal("premium_words").Value);
        Assert.Equal(shape.Texts.Sum(each => (double)each.EnumerateRunes().Count()), decision.Signal("long_prompt").Value);
    }
}
