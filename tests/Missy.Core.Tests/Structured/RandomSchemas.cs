using System.Globalization;

namespace Missy.Tests.Structured;

/// <summary>Schemas and values of few words, so that values often fit.</summary>
internal static class RandomSchemas
{
    private static readonly string[] Names = ["a", "b", "c"];

    public static string Schema(Random random, int depth) => random.Next(depth > 0 ? 8 : 4) switch
    {
        0 => Number(random),
        1 => Text(random),
        2 => """{"type":["boolean","null"]}""",
        3 => """{"enum":["a",1,true]}""",
        4 => List(random, depth),
        5 => Choice(random, "anyOf", depth),
        6 => Choice(random, random.Next(2) == 0 ? "oneOf" : "allOf", depth),
        _ => Object(random, depth),
    };

    public static string Value(Random random, int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => "null",
        1 => "true",
        2 or 3 => random.Next(-2, 4).ToString(CultureInfo.InvariantCulture),
        4 => $"\"{new string('a', random.Next(4))}\"",
        5 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1)))}]",
        _ => $"{{{string.Join(',', Names.Where(_ => random.Next(2) == 0).Select(name => $"\"{name}\":{Value(random, depth - 1)}"))}}}",
    };

    private static string Number(Random random) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"type":"integer","minimum":{{random.Next(-2, 2)}},"maximum":{{random.Next(1, 4)}}}""");

    private static string Text(Random random) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"type":"string","minLength":{{random.Next(2)}},"maxLength":{{random.Next(1, 4)}}}""");

    private static string List(Random random, int depth) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"type":"array","items":{{Schema(random, depth - 1)}},"minItems":{{random.Next(2)}},"maxItems":{{random.Next(1, 4)}}}""");

    private static string Choice(Random random, string keyword, int depth) =>
        $$"""{"{{keyword}}":[{{Schema(random, depth - 1)}},{{Schema(random, depth - 1)}}]}""";

    private static string Object(Random random, int depth)
    {
        var properties = "{" + string.Join(',', Names.Take(2).Select(name => $"\"{name}\":{Schema(random, depth - 1)}")) + "}";
        var required = string.Join(',', Names.Where(_ => random.Next(3) == 0).Select(name => $"\"{name}\""));
        var others = random.Next(3) switch { 0 => "false", 1 => "true", _ => Schema(random, depth - 1) };
        return $$"""{"type":"object","properties":{{properties}},"required":[{{required}}],"additionalProperties":{{others}}}""";
    }
}
