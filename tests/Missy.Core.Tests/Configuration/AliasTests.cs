using Missy.Configuration;
using static Missy.Tests.Configuration.Reading;

namespace Missy.Tests.Configuration;

/// <summary>The section <c>aliases:</c>: what it takes, and what it says about the rest.</summary>
public sealed class AliasTests
{
    private const string Providers = """
        providers:
          work: {name: anthropic, model: m-1, fast_model: M-2, premium_model: m-3}
          router: {name: openrouter}
        aliases:

        """;

    public static TheoryData<string, string, string> Targets => new()
    {
        { "work/m-9", "work", "m-9" },
        { "\"work:m-9\"", "work", "m-9" },
        { "WORK/m-9", "WORK", "m-9" },
        { "'`work/m-9`'", "work", "m-9" },
        { "groq/llama-3.1-8b-instant", "groq", "llama-3.1-8b-instant" },
        { "router/anthropic/claude-sonnet-5", "router", "anthropic/claude-sonnet-5" },
        { "\"ollama/llama3.2:1b\"", "ollama", "llama3.2:1b" },
        { "\"ollama:llama3.2:1b\"", "ollama", "llama3.2:1b" },
        { "{provider: work, model: m-9}", "work", "m-9" },
        { "work/other", "work", "other" },
    };

    public static TheoryData<string, int, string, string, string, string> Faults => new()
    {
        // line below 'aliases:' → line, key, code, message, remedy
        { "x: m-9", 5, "aliases.x", DiagnosticCodes.UnknownProvider, "The entry names no provider.", "Write provider/model" },
        { "x: wrok/m-9", 5, "aliases.x", DiagnosticCodes.UnknownProvider, "neither configured nor known", "Did you mean 'work'" },
        { "x: nobody/m-9", 5, "aliases.x", DiagnosticCodes.UnknownProvider, "neither configured nor known", "Write provider/model" },
        { "x: {model: m-9}", 5, "aliases.x", DiagnosticCodes.UnknownProvider, "The entry names no provider.", "Write provider/model" },
        { "x: \"llama3.2:1b\"", 5, "aliases.x", DiagnosticCodes.UnknownProvider, "neither configured nor known", "Write provider/model" },
        { "x: work/", 5, "aliases.x", DiagnosticCodes.BadForm, "The provider or the model is missing.", "Write a model as provider/model." },
        { "x: /m-9", 5, "aliases.x", DiagnosticCodes.BadForm, "The provider or the model is missing.", "Write a model as provider/model." },
        { "x: 5", 5, "aliases.x", DiagnosticCodes.WrongType, "found a whole number", "quotes" },
        { "x: x", 5, "aliases.x", DiagnosticCodes.BadForm, "stands for itself, and aliases are not chained", "as provider/model" },
        { "iX: Ix", 5, "aliases.iX", DiagnosticCodes.BadForm, "stands for itself, and aliases are not chained", "as provider/model" },
        { "good: work/m-9\n  x: GOOD", 6, "aliases.x", DiagnosticCodes.BadForm, "is an alias itself, and aliases are not chained", "as provider/model" },
        { "x: good\n  good: work/m-9", 5, "aliases.x", DiagnosticCodes.BadForm, "is an alias itself, and aliases are not chained", "as provider/model" },
        { "x/y: work/m-9", 5, "aliases.x/y", DiagnosticCodes.BadName, "a slash", "Use letters" },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_target_is_a_model_at_a_provider_that_is_configured_or_known(string target, string provider, string model)
    {
        var config = Good($"{Providers}  other: router/m-8\n  x: {target}");

        Assert.Equal(new ModelReference(provider, model), config.Aliases["X"]);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_leaves_the_entry_out_with_its_line_and_remedy(
        string lines, int line, string key, string code, string message, string remedy)
    {
        var result = Read($"{Providers}  {lines}");

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal((line, key, code, DiagnosticSeverity.Error), (error.Line, error.Key, error.Code, error.Severity));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(key["aliases.".Length..], result.Config.Aliases.Keys);
        Assert.Contains($"line {line}", result.LeftOutAliases[key["aliases.".Length..].ToUpperInvariant()], StringComparison.Ordinal);
        Assert.False(result.Refused);
    }

    [Fact]
    public void Two_aliases_that_lead_to_each_other_are_both_left_out()
    {
        var result = Read("aliases:\n  a: b\n  b: a\n  c: openai/m");

        Assert.Equal([2, 3], result.Diagnostics.Select(found => found.Line));
        Assert.All(result.Diagnostics, found => Assert.Contains("not chained", found.Message, StringComparison.Ordinal));
        Assert.Equal("c", Assert.Single(result.Config.Aliases).Key);
    }

    [Theory]
    [InlineData("work", "A provider has the same name")]
    [InlineData("WORK", "A provider has the same name")]
    [InlineData("m-1", "A model of providers.work has the same id")]
    [InlineData("m-2", "A model of providers.work has the same id")]
    [InlineData("M-3", "A model of providers.work has the same id")]
    public void A_name_that_something_else_has_already_is_a_warning_and_stays(string name, string message)
    {
        var result = Read($"{Providers}  {name}: router/m-9");

        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal((5, $"aliases.{name}", DiagnosticCodes.NoEffect, DiagnosticSeverity.Warning), (warning.Line, warning.Key, warning.Code, warning.Severity));
        Assert.Contains(message, warning.Message, StringComparison.Ordinal);
        Assert.Equal(name, Assert.Single(result.Config.Aliases).Key);
        Assert.Empty(result.LeftOutAliases);
    }

    [Fact]
    public void An_alias_that_is_left_out_is_not_warned_of_too() =>
        Assert.Equal(DiagnosticSeverity.Error, Finding($"{Providers}  m-1: nobody/m").Severity);

    [Fact]
    public void The_order_of_the_sections_does_not_matter() =>
        Assert.Equal("work", Good("aliases: {x: work/m}\nproviders: {work: {name: openai}}").Aliases["x"].Provider);
}
