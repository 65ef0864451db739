using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Missy.Providers.Anthropic;
using Missy.Structured;
using Missy.Tests.Structured;

namespace Missy.Tests.Providers.Anthropic;

/// <summary>What holds between any schema without limits, which are told in words, and its form for Anthropic.</summary>
public sealed class AnthropicSchemaLaws
{
    private const string Definitions = """{"text":{"type":"string"},"object":{"properties":{"a":{"type":"integer"}}}}""";

    private static readonly Gen<Sample> Leaves = Gen.Elements(
        new Sample("""{"type":"string"}""", "\"x\""),
        new Sample("""{"type":["integer","null"]}""", "1"),
        new Sample("""{"enum":["a",1,true]}""", "true"),
        new Sample("""{"$ref":"#/$defs/text"}""", "\"aa\""),
        new Sample("""{"$ref":"#/$defs/object"}""", """{"a":2}"""));

    [Fact]
    public void An_answer_to_what_is_described_fits_the_form() => Check(Samples(depth: 3, together: false), sample =>
        Form(sample) is { } form && Fits(form, sample.Answer));

    [Fact]
    public void An_answer_to_parts_together_fits_the_form_or_there_is_none() => Check(Samples(depth: 3, together: true), sample =>
        Fits(Whole(sample), sample.Answer) && (Form(sample) is not { } form || Fits(form, sample.Answer)));

    [Fact]
    public void What_fits_the_form_fits_the_schema() => Check(
        from sample in Samples(depth: 3, together: true)
        from seed in Gen.Choose(0, int.MaxValue)
        select (sample, seed),
        law =>
        {
            var random = new System.Random(law.seed);
            var whole = Whole(law.sample);
            return Form(law.sample) is not { } form
                || Enumerable.Range(0, 50).Select(_ => RandomSchemas.Value(random, depth: 3)).All(value => !Fits(form, value) || Fits(whole, value));
        });

    // A schema, and an answer that fits it and holds nothing that is not described.
    private static Gen<Sample> Samples(int depth, bool together) => depth == 0
        ? Leaves
        : Gen.OneOf(Leaves, Lists(depth, together), Choices(depth, together), Objects(depth, together));

    private static Gen<Sample> Lists(int depth, bool together) =>
        from item in Samples(depth - 1, together)
        from count in Gen.Choose(0, 2)
        select new Sample($$"""{"type":"array","items":{{item.Schema}}}""", $"[{string.Join(',', Enumerable.Repeat(item.Answer, count))}]");

    private static Gen<Sample> Choices(int depth, bool together) =>
        from first in Samples(depth - 1, together)
        from second in Samples(depth - 1, together)
        select new Sample($$"""{"anyOf":[{{first.Schema}},{{second.Schema}}]}""", second.Answer);

    private static Gen<Sample> Objects(int depth, bool together) =>
        from own in Parts("a", "b", depth, together)
        from other in Parts("c", "d", depth, together)
        from form in Gen.Choose(0, together ? 4 : 1)
        select form switch
        {
            0 => new Sample($$$"""{"type":"object",{{{own.Schema}}}}""", "{" + own.Answer + "}"),
            1 => new Sample($$$"""{"type":["object","null"],{{{own.Schema}}},"additionalProperties":false}""", "{" + own.Answer + "}"),
            2 => new Sample($$$"""{{{{own.Schema}}},"allOf":[{{{{other.Schema}}}}]}""", $"{{{own.Answer},{other.Answer}}}"),
            3 => new Sample($$$"""{{{{own.Schema}}},"anyOf":[{"type":"null"},{{{{other.Schema}}}}]}""", $"{{{own.Answer},{other.Answer}}}"),
            _ => new Sample($$$"""{{{{own.Schema}}},"allOf":[{"required":["e"]}]}""", $$$"""{{{{own.Answer}}},"e":0}"""),
        };

    // Keywords of an object, and members that fit them.
    private static Gen<Sample> Parts(string always, string sometimes, int depth, bool together) =>
        from first in Samples(depth - 1, together)
        from second in Samples(depth - 1, together)
        from given in Gen.Elements(true, false)
        select new Sample(
            $$"""
            "properties":{"{{always}}":{{first.Schema}},"{{sometimes}}":{{second.Schema}}},"required":["{{always}}"]
            """,
            $"\"{always}\":{first.Answer}" + (given ? $",\"{sometimes}\":{second.Answer}" : ""));

    private static JsonElement Whole(Sample sample) => Parse($$"""{"allOf":[{{sample.Schema}}],"$defs":{{Definitions}}}""");

    private static JsonElement? Form(Sample sample) => AnthropicSchema.Of(Whole(sample));

    private static bool Fits(JsonElement schema, string answer) => JsonSchema.Of(schema).Validate(Parse(answer)).Count == 0;

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static void Check<T>(Gen<T> samples, Func<T, bool> law) =>
        Prop.ForAll(samples.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private sealed record Sample(string Schema, string Answer);
}
