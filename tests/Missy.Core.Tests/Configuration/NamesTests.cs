using Missy.Configuration;
using static Missy.Tests.Configuration.Reading;

namespace Missy.Tests.Configuration;

public class NamesTests
{
    [Theory]
    [InlineData("\"\"")]
    [InlineData("a/b")]
    [InlineData("\"a:b\"")]
    [InlineData("a b")]
    [InlineData("\"a`b\"")]
    [InlineData("\"a\\tb\"")]
    [InlineData("abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcde")]
    public void A_name_that_could_not_be_told_from_a_model_is_refused(string name)
    {
        var result = Read($"providers:\n  good: {{name: openai}}\n  {name}: {{name: openai}}\n");
        Assert.Equal((DiagnosticCodes.BadName, 3), (Assert.Single(result.Diagnostics).Code, result.Diagnostics[0].Line));
        Assert.Equal("good", Assert.Single(result.Config.Providers).Name);
    }

    [Fact]
    public void Two_providers_with_one_name_in_different_case_are_an_error_and_the_first_stands()
    {
        var result = Read("providers:\n  Work: {name: openai, model: a}\n  work: {name: openai, model: b}\n");
        var error = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticCodes.DuplicateName, 3, "providers.work"), (error.Code, error.Line, error.Key));
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
        Assert.Equal("a", Assert.Single(result.Config.Providers).Model);
        Assert.Empty(result.LeftOut);
    }

    [Theory]
    [InlineData("providers: {openai: {model: a, model: b}}", "providers.openai.model")]
    [InlineData("watch: true\nwatch: false", "watch")]
    [InlineData("aliases: {A: openai/m, a: openai/n}", "aliases.a")]
    [InlineData("default_model: {model: a, model_id: b}", "default_model.model_id")]
    public void A_key_given_twice_is_an_error(string text, string key)
    {
        var error = Finding(text);
        Assert.Equal((DiagnosticSeverity.Error, key), (error.Severity, error.Key));
    }

    [Fact]
    public void A_network_section_given_twice_refuses_the_file() =>
        Assert.True(Read("network: {}\nnetwork: {default_deny: false}").Refused);

    [Fact]
    public void The_default_provider_is_found_without_case_and_keeps_the_entrys_spelling() =>
        Assert.Equal("Work", Good("default_provider: WORK\nproviders: {Work: {name: openai}}").DefaultProvider);

    [Fact]
    public void An_unknown_default_provider_is_an_error_and_none_is_set()
    {
        var result = Read("default_provider: wrok\nproviders: {work: {name: openai}, home: {name: ollama}}");
        var error = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticSeverity.Error, DiagnosticCodes.UnknownProvider, "default_provider"), (error.Severity, error.Code, error.Key));
        Assert.Equal("Did you mean 'work'? Configured: work, home.", error.Remedy);
        Assert.Null(result.Config.DefaultProvider);
        Assert.Equal(2, result.Config.Providers.Count);
    }

    [Fact]
    public void A_service_that_is_known_but_not_configured_cannot_be_the_default_beside_others() =>
        Assert.Equal(DiagnosticCodes.UnknownProvider, Finding("default_provider: groq\nproviders: {openai: }").Code);

    [Fact]
    public void Without_a_providers_section_a_known_service_can_be_the_default() =>
        Assert.Equal("groq", Good("default_provider: groq").DefaultProvider);

    [Fact]
    public void The_default_stays_on_a_provider_that_was_left_out_so_that_no_other_answers_for_it()
    {
        var result = Read("default_provider: main\nproviders: {main: {name: openai, timeout: -1}, other: {name: ollama}}");
        Assert.Equal("main", result.Config.DefaultProvider);
        Assert.True(result.LeftOut.ContainsKey("main"));
        Assert.Single(result.Diagnostics);
    }

    [Fact]
    public void Without_a_service_name_the_entrys_own_name_is_it()
    {
        Assert.Equal("groq", Assert.Single(Good("providers: {groq: }").Providers).Wire);
        Assert.Equal("providers.mine.name", Finding("providers: {mine: {model: m}}").Key);
    }

    [Fact]
    public void An_alias_with_a_providers_name_is_a_warning() =>
        Assert.Equal((DiagnosticSeverity.Warning, DiagnosticCodes.NoEffect), Finding("providers: {groq: }\naliases: {Groq: openai/m}") is var d ? (d.Severity, d.Code) : default);

    [Theory]
    [InlineData("openai/gpt-small", "openai", "gpt-small")]
    [InlineData("openai:gpt-small", "openai", "gpt-small")]
    [InlineData("OPENAI/gpt-small", "OPENAI", "gpt-small")]
    [InlineData("openrouter/vendor/model:free", "openrouter", "vendor/model:free")]
    [InlineData("mine/m", "mine", "m")]
    [InlineData("vendor-x/model", null, "vendor-x/model")]
    [InlineData("llama3.2:1b", null, "llama3.2:1b")]
    [InlineData("`gpt-small`", null, "gpt-small")]
    [InlineData("gpt-small", null, "gpt-small")]
    public void A_model_splits_where_its_first_part_is_a_provider(string text, string? provider, string model) =>
        Assert.Equal(new ModelReference(provider, model), Good($"default_model: \"{text}\"\nproviders: {{mine: {{name: openai}}}}").DefaultModel);

    [Fact]
    public void A_first_part_that_is_nearly_a_provider_is_a_warning()
    {
        var result = Read("default_model: opnai/gpt-small");
        Assert.Equal("Did you mean 'openai'?", Assert.Single(result.Diagnostics).Remedy);
        Assert.Equal(new ModelReference(null, "opnai/gpt-small"), result.Config.DefaultModel);
    }

    [Theory]
    [InlineData("anthropc", "anthropic")]
    [InlineData("antrhopic", "anthropic")]
    [InlineData("ANTHROPIC1", "anthropic")]
    [InlineData("olama", "ollama")]
    [InlineData("gork", "grok")]
    public void The_nearest_name_comes_first(string wanted, string expected) =>
        Assert.Equal(expected, NearestNames.Find(wanted, Known.Wires.Concat(Known.Catalogue), 3)[0]);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("something-else-entirely")]
    public void Names_that_are_far_off_are_not_offered(string wanted) =>
        Assert.Empty(NearestNames.Find(wanted, Known.Wires.Concat(Known.Catalogue), 3));

    [Fact]
    public void A_swap_of_two_letters_counts_as_one_change_and_only_as_many_come_as_were_asked_for()
    {
        Assert.Equal(["abcd"], NearestNames.Find("abdc", ["zzzz", "abcd", "ABCD"], 3));
        Assert.Equal(["timeout", "timeouts"], NearestNames.Find("timeut", ["timeouts", "timeout"], 2));
        Assert.Equal(["timeout"], NearestNames.Find("timeut", ["timeouts", "timeout"], 1));
    }
}
