using System.Globalization;
using System.Text;
using Missy.Configuration;
using static Missy.Tests.Configuration.Reading;

namespace Missy.Tests.Configuration;

public class YamlTests
{
    public static TheoryData<string, string, int> Refused { get; } = new()
    {
        { "watch: [", DiagnosticCodes.YamlSyntax, 1 },
        { "watch: true\n  budget: {}\n", DiagnosticCodes.YamlSyntax, 2 },
        { "providers:\n  a: {name: openai\nwatch: true\n", DiagnosticCodes.YamlSyntax, 2 },
        { "providers:\n\topenai:\n", DiagnosticCodes.YamlSyntax, 2 },
        { "a: \"unclosed\n", DiagnosticCodes.YamlSyntax, 1 },
        { "watch: @true\n", DiagnosticCodes.YamlSyntax, 1 },
        { "watch: true\n---\nwatch: false\n", DiagnosticCodes.YamlNotSupported, 2 },
        { "watch: !env true\n", DiagnosticCodes.YamlNotSupported, 1 },
        { "providers: !!map {}\n", DiagnosticCodes.YamlNotSupported, 1 },
        { "a: 1\nb: *nowhere\n", DiagnosticCodes.YamlNotSupported, 2 },
        { "a: &x [*x]\n", DiagnosticCodes.YamlNotSupported, 1 },
        { "? [a]\n: 1\n", DiagnosticCodes.YamlNotSupported, 1 },
        { "<<: 1\n", DiagnosticCodes.YamlNotSupported, 1 },
        { "audit: \"\\uD800\"\n", "", 1 },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Text_that_cannot_be_read_refuses_the_file_with_a_line_and_a_remedy(string text, string code, int line)
    {
        var result = Read(text);
        var error = Assert.Single(result.Diagnostics);
        Assert.True(result.Refused);
        Assert.Same(MissyConfig.Empty, result.Config);
        Assert.Equal((FileName, line, DiagnosticSeverity.Error), (error.File, error.Line, error.Severity));
        Assert.StartsWith(code, error.Code, StringComparison.Ordinal);
        Assert.NotEmpty(error.Remedy);
    }

    [Theory]
    [InlineData("providers:\n\topenai:\n")]
    [InlineData("providers:\n  openai:\n  \tmodel: m\n")]
    [InlineData("providers:\n  openai:\n\t\tmodel: m\n")]
    public void A_tab_in_the_indentation_is_named_as_such(string text) =>
        Assert.Contains("Indent with spaces", Finding(text).Remedy, StringComparison.Ordinal);

    [Theory]
    [InlineData("- a\n- b")]
    [InlineData("just text")]
    [InlineData("12")]
    public void A_file_that_is_not_a_mapping_is_refused(string text)
    {
        var result = Read(text);
        Assert.True(result.Refused);
        Assert.Equal(DiagnosticCodes.WrongType, Assert.Single(result.Diagnostics).Code);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void Values_may_be_nested_32_levels_deep(int lists, bool accepted)
    {
        // The mappings of the file and of `providers` are two of them.
        var result = Read($"providers: {{x: {new string('[', lists)}{new string(']', lists)}}}");
        Assert.Equal(accepted, Assert.Single(result.Diagnostics).Code == DiagnosticCodes.WrongType);
    }

    [Fact]
    public void Aliases_cannot_be_used_to_nest_deeper()
    {
        var text = $"a: &a {new string('[', 20)}{new string(']', 20)}\nb: {new string('[', 15)}*a{new string(']', 15)}\n";
        Assert.Contains("32 levels", Assert.Single(Read(text).Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_thousand_brackets_are_refused_at_once() =>
        Assert.Equal(DiagnosticCodes.YamlNotSupported, Finding(new string('[', 100_000)).Code);

    [Fact]
    public void Aliases_that_multiply_are_refused()
    {
        var text = new StringBuilder("a0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9]\n");
        for (var i = 1; i < 9; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        }

        Assert.Contains("10000", Finding(text.ToString()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_more_than_a_mebibyte_is_refused()
    {
        var limit = 1024 * 1024;
        Assert.Empty(Read("#" + new string('x', limit - 1)).Diagnostics);
        Assert.Equal(DiagnosticCodes.FileTooLarge, Finding("#" + new string('x', limit)).Code);
        Assert.Equal(DiagnosticCodes.FileTooLarge, Finding("#" + new string('é', limit / 2)).Code);
    }

    [Fact]
    public void Anchors_and_merge_keys_spare_repetition_and_what_is_written_wins()
    {
        var config = Good("""
            providers:
              openai: &base {model: m, timeout: 5, options: &options {top_k: 1}}
              groq: {<<: *base, model: n, options: *options}
              xai: {<<: [{weight: 4, timeout: 6}, *base]}
            """);

        Assert.Equal(["m", "n", "m"], config.Providers.Select(p => p.Model));
        Assert.Equal([5, 5, 6], config.Providers.Select(p => p.Timeout!.Value.TotalSeconds));
        Assert.Equal([1, 1, 4], config.Providers.Select(p => p.Weight));
        Assert.Equal("1", config.Providers[1].Options["top_k"].GetRawText());
    }

    [Theory]
    [InlineData("12", "12")]
    [InlineData("0x1F", "31")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("1e3", "1000")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("true", "true")]
    [InlineData("~", "null")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("2024-05-06", "\"2024-05-06\"")]
    [InlineData("0o8", "\"0o8\"")]
    [InlineData("'12'", "\"12\"")]
    [InlineData("\"true\"", "\"true\"")]
    [InlineData("!!str 12", "\"12\"")]
    [InlineData(".", "\".\"")]
    [InlineData("+", "\"\\u002B\"")]
    [InlineData("1e", "\"1e\"")]
    [InlineData("|\n      a\n      b", "\"a\\nb\"")]
    public void Scalars_become_json_by_the_core_schema(string yaml, string json) =>
        Assert.Equal(json, Good($"providers:\n  openai:\n    options:\n     x: {yaml}").Providers[0].Options["x"].GetRawText());
}
