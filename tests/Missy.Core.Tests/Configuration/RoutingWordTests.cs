using Missy.Configuration;
using static Missy.Tests.Configuration.Reading;

namespace Missy.Tests.Configuration;

/// <summary>The words under <c>routing.words</c>.</summary>
public sealed class RoutingWordTests
{
    [Theory]
    [InlineData("größe")]
    [InlineData("gro\u0308ße")]
    [InlineData("проверить")]
    [InlineData("重构")]
    [InlineData("𐐨𐐩")]
    [InlineData("x_1")]
    [InlineData("हिन्दी")]
    [InlineData("'42'")]
    public void A_word_may_be_of_any_language(string word) =>
        Assert.Equal(word.Trim('\''), Assert.Single(Good($"routing: {{words: {{premium: [ {word} ]}}}}").Routing.PremiumWords));

    [Theory]
    [InlineData("DEBUG", "", "built-in premium words")]
    [InlineData("optimisation", "", "built-in premium words")]
    [InlineData("deploy", "Deploy", "routing.words.premium")]
    [InlineData("deployed", "deploy", "routing.words.premium")]
    public void A_simple_word_that_is_a_premium_word_too_is_a_warning_at_its_place(string simple, string premium, string by)
    {
        var result = Read($"routing:\n  words:\n    simple: [ping, {simple}]\n    premium: [prove, {premium}]\n".Replace(", ]", "]", StringComparison.Ordinal));

        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticSeverity.Warning, DiagnosticCodes.NoEffect, "routing.words.simple[1]", 3, 20), (warning.Severity, warning.Code, warning.Key, warning.Line, warning.Column));
        Assert.Contains(by, warning.Message, StringComparison.Ordinal);
        Assert.Equal(["ping", simple], result.Config.Routing.SimpleWords);
    }

    [Fact]
    public void A_premium_word_that_is_a_built_in_simple_one_has_its_effect() =>
        Assert.Equal(["list"], Good("routing: {words: {premium: [list]}}").Routing.PremiumWords);

    [Fact]
    public void An_entry_that_is_not_one_word_is_told_from_the_others() =>
        Assert.Equal(
            ("routing.words.simple[1]", "This is not one word, and would never be found in a prompt."),
            (Finding("routing: {words: {simple: [ping, 'what is']}}").Key, Finding("routing: {words: {simple: [ping, 'what is']}}").Message));
}
