using FsCheck;
using FsCheck.Fluent;
using Missy.Configuration;
using static Missy.Tests.Configuration.Reading;

namespace Missy.Tests.Configuration;

public class RandomTextTests
{
    private static readonly string[] Pieces =
    [
        "providers", "openai", "model", "timeout", "network", "rest_policies", "options", "headers", "api_keys", "fallback", "default_model",
        ":", ": ", "\n", "\n  ", "\n    ", "- ", "[", "]", "{", "}", ",", "&a ", "*a", "<<", "!", "!!str ", "|", ">-", "'", "\"", "#", " #",
        "---", "...", "%YAML 1.2", "%TAG ! x", "\t", "\r\n", "~", "null", "true", "1", "-0x1", ".inf", "1e999", "\0", "\\u0000", "\\x", "\uFEFF",
        "\uD800", "é", "İ", "?", "? ", "@", "`", "$", "$X", "file:", "https://", "::1", "*", "config_version", "2",
    ];

    [Fact]
    public void Any_text_gives_a_result_with_a_place_a_code_and_a_remedy_for_each_finding() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text => IsSound(text ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_jumble_of_pieces_of_yaml_does_as_well()
    {
        var jumble = Gen.Elements(Pieces).ArrayOf().Resize(60).Select(string.Concat).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(jumble, IsSound));
    }

    [Fact]
    public void So_does_a_good_file_with_a_piece_put_anywhere_in_place_of_a_few_characters()
    {
        var mutant =
            from at in Gen.Choose(0, ExampleFile.Text.Length)
            from cut in Gen.Choose(0, 12)
            from piece in Gen.Elements(Pieces)
            select ExampleFile.Text[..at] + piece + ExampleFile.Text[Math.Min(at + cut, ExampleFile.Text.Length)..];
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(mutant.ToArbitrary(), IsSound));
    }

    private static bool IsSound(string text)
    {
        var result = Read(text);
        var lines = text.AsSpan().Count('\n') + text.AsSpan().Count('\r') + 1;
        return result.Refused == ReferenceEquals(result.Config, MissyConfig.Empty) || !result.HasErrors
            ? result.Diagnostics.All(d => d.Line >= 1 && d.Line <= lines + 1 && d.Column >= 1 && d.Code.Length == 7 && d.Message.Length > 0 && d.Remedy.Length > 0)
            : throw new InvalidOperationException("A refused file has no configuration, and only a refused one has none.");
    }
}
