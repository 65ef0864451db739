using System.Globalization;
using Missy.Configuration;
using Missy.Routing;
using static Missy.Tests.Routing.Tiers.Prompts;

namespace Missy.Tests.Routing.Tiers;

/// <summary>Which words are found in a prompt.</summary>
public sealed class PromptWordTests
{
    [Theory]
    [InlineData("debug debugs debugged debugging debugger debuggers")]
    [InlineData("architect architects architected architecting architecture architectures architectural architecturally")]
    [InlineData("refactor refactors refactored refactoring refactorings")]
    [InlineData("analyze analyzes analyzed analyzing analyzer analyzers analyse analyses analysed analysing analyser analysis analytic analytics analytical analytically")]
    [InlineData("optimize optimizes optimized optimizing optimizer optimization optimizations optimise optimised optimising optimiser optimisation optimisations")]
    [InlineData("complex complexity complexities")]
    public void A_premium_word_is_found_in_all_its_forms(string forms) => Assert.All(forms.Split(' '), form => Assert.Equal([form], Premium(form)));

    [Theory]
    [InlineData("what whats how hows when where wheres who whos")]
    [InlineData("list lists listed listing show shows showed showing shown")]
    public void So_is_a_simple_word(string forms) => Assert.All(forms.Split(' '), form => Assert.Equal([form], Simple(form)));

    [Theory]
    [InlineData("debug_mode")]
    [InlineData("_debug")]
    [InlineData("debug2")]
    [InlineData("2debug")]
    [InlineData("undebug")]
    [InlineData("debüg")]
    [InlineData("debug\u0301")]
    [InlineData("debugж")]
    [InlineData("debug𐐨")]
    [InlineData("𐐨debug")]
    [InlineData("complexion")]
    [InlineData("architrave")]
    [InlineData("de bug")]
    [InlineData("de\u00ADbug")]
    public void A_part_of_a_word_is_not_that_word(string text) => Assert.Empty(Premium(text));

    [Theory]
    [InlineData("debug.")]
    [InlineData("(debug)")]
    [InlineData("--debug")]
    [InlineData("debug/refine")]
    [InlineData("`debug`")]
    [InlineData("debug's")]
    [InlineData("debug’s")]
    [InlineData("pre-debug")]
    [InlineData("don\ndebug\r\n")]
    [InlineData("🐛debug🐛")]
    [InlineData("\uD83Ddebug\uDC1B")]
    [InlineData("调试：debug。")]
    [InlineData("\0debug\u200B")]
    public void Whatever_is_neither_letter_digit_mark_nor_underscore_parts_words(string text) => Assert.Equal(["debug"], Premium(text));

    [Fact]
    public void Words_are_given_once_in_the_order_of_the_list() =>
        Assert.Equal(["debug", "refactor", "complex"], Premium("COMPLEX refactor Complex dEbUg debug complex"));

    [Fact]
    public void A_word_does_not_go_from_one_piece_into_the_next()
    {
        Assert.Empty(Router.Classify(new PromptShape(["please de", "bug"])).Signal("premium_words").Words);
        Assert.Equal(["debug"], Router.Classify(new PromptShape(["please", "debug", "", "this"])).Signal("premium_words").Words);
        Assert.Equal(2, Router.Classify(new PromptShape(["\uD83D", "\uDC1B"])).Signal("long_prompt").Value);
    }

    [Theory]
    [InlineData("migrate", "migrates migrated migrating migrater migraters MIGRATED")]
    [InlineData("plan", "plans planned planning planner planners")]
    [InlineData("deploy", "deploys deployed deploying deployer")]
    [InlineData("retry", "retries retried retrying retrier")]
    [InlineData("fix", "fixes fixed fixing fixer")]
    [InlineData("patch", "patches patched patching patcher")]
    [InlineData("visit", "visits visited visiting visiter")]
    [InlineData("commit", "commits committed committing committer")]
    [InlineData("review", "reviews reviewed reviewing reviewers")]
    [InlineData("foresee", "foresees foreseed foreseeing foreseer")]
    [InlineData("crash", "crashes crashed crashing crasher")]
    [InlineData("SLO", "SLOs slos")]
    [InlineData("vm", "VMs vms")]
    [InlineData("größe", "Größe GRÖßE gro\u0308ße")]
    [InlineData("gro\u0308ße", "GRÖßE")]
    [InlineData("проверить", "Проверить ПРОВЕРИТЬ")]
    [InlineData("όρος", "ΌΡΟΣ όροσ")]
    [InlineData("重构", "重构")]
    [InlineData("𐐨𐐩", "𐐀𐐁 𐐨𐐁")]
    [InlineData("k8s", "K8S")]
    public void A_configured_word_is_found_in_its_regular_forms_and_in_any_language(string word, string texts)
    {
        var router = new ModelRouter(new RoutingConfig { PremiumWords = [word] });

        Assert.All(
            texts.Split(' ').Prepend(word),
            text => Assert.Single(router.Classify(new PromptShape([$"«{text}»"])).Signal("premium_words").Words));
    }

    [Theory]
    [InlineData("plan", "planed")]
    [InlineData("plan", "planet")]
    [InlineData("us", "using")]
    [InlineData("us", "used")]
    [InlineData("größe", "größes")]
    [InlineData("k8s", "k8ses")]
    [InlineData("groß", "GROSS")]
    public void And_in_no_other(string word, string text) =>
        Assert.Empty(new ModelRouter(new RoutingConfig { PremiumWords = [word] }).Classify(new PromptShape([text])).Signal("premium_words").Words);

    [Fact]
    public void Configured_words_join_the_built_in_ones_and_are_shown_as_they_were_written()
    {
        var router = new ModelRouter(new RoutingConfig { SimpleWords = ["Ping"], PremiumWords = ["Kubernetes", "list"] });
        var decision = router.Classify(new PromptShape(["who pinged kubernetes, and debug the LIST"]));

        Assert.Equal(["debug", "Kubernetes", "list"], decision.Signal("premium_words").Words);
        Assert.Equal(["who", "list", "Pinged"], decision.Signal("simple_words").Words);
        Assert.Equal(PromptTier.Fast, router.Classify(new PromptShape(["ping the host"])).Tier);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az-Latn-AZ")]
    [InlineData("")]
    public void Case_is_the_same_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            var router = new ModelRouter(new RoutingConfig { PremiumWords = ["INVESTIGATE"], SimpleWords = ["print"] });

            Assert.Equal(["list"], Simple("LIST"));
            Assert.Equal(["optimizing", "architect"], Premium("OPTIMIZING ARCHITECT").Reverse());
            Assert.Equal(PromptTier.Premium, router.Classify(new PromptShape(["investigating"])).Tier);
            Assert.Equal(PromptTier.Fast, router.Classify(new PromptShape(["PRINT IT"])).Tier);
            Assert.Empty(Simple("LİST lıst"));
            Assert.Equal(PromptTier.Fast, PromptTiers.Parse("SIMPLE"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static IReadOnlyList<string> Premium(string text) => Classify(text).Signal("premium_words").Words;

    private static IReadOnlyList<string> Simple(string text) => Classify(text).Signal("simple_words").Words;
}
