using System.Buffers;
using System.Text;
using System.Text.Json;
using Missy.Simulation.Chat;

namespace Missy.Tests.Simulator;

public sealed class SchemaSampleTests
{
    [Theory]
    [InlineData("""{"type":"object"}""", "{}")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}}}""", "{}")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"string"}}}""", """{"a":"a"}""")]
    [InlineData("""{"required":["a"],"properties":{"a":{}}}""", """{"a":"a"}""")]
    [InlineData("""{"type":"object","required":["a"]}""", """{"a":"a"}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"string","enum":["x","y"]}}}""", """{"a":"x"}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"integer"}}}""", """{"a":1}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":7}}}""", """{"a":7}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"integer","exclusiveMinimum":7}}}""", """{"a":8}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"number","maximum":0.5}}}""", """{"a":0.5}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"boolean"}}}""", """{"a":true}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":["null","string"]}}}""", """{"a":"a"}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"anyOf":[{"type":"null"},{"type":"string"}]}}}""", """{"a":null}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"const":"z"}}}""", """{"a":"z"}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"string","minLength":3,"maxLength":4}}}""", """{"a":"axx"}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"string","format":"date"}}}""", """{"a":"2026-01-01"}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"array","minItems":2,"items":{"type":"integer"}}}}""", """{"a":[1,1]}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"object","required":["b"],"properties":{"b":{"type":"string"}}}}}""", """{"a":{"b":"b"}}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"$ref":"#/$defs/n"}},"$defs":{"n":{"type":"integer","minimum":5}}}""", """{"a":5}""")]
    public void A_sample_fits_its_schema(string schema, string expected) => Assert.Equal(expected, Sample(schema));

    [Fact]
    public void A_schema_that_refers_to_itself_comes_to_an_end() =>
        Assert.StartsWith("""{"a":{"a":""", Sample("""{"type":"object","required":["a"],"properties":{"a":{"$ref":"#"}}}"""), StringComparison.Ordinal);

    private static string Sample(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            new SchemaSample(document.RootElement).Write(json, "arguments");
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
