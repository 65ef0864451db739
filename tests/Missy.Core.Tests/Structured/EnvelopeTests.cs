using System.Text.Json;
using Missy.Structured;
using Missy.Tests.Support;

namespace Missy.Tests.Structured;

/// <summary>A schema inside an envelope means what it meant alone: its references are moved along, and nothing else.</summary>
public sealed class EnvelopeTests
{
    [Theory]
    [InlineData("""{"const":{"$ref":"#/x"}}""")]
    [InlineData("""{"enum":[{"$ref":"#/x"}]}""")]
    [InlineData("""{"default":{"$ref":"#/x"},"examples":[{"$ref":"#/x"}]}""")]
    [InlineData("""{"items":{"$ref":"#/%24defs/n"}}""")]
    [InlineData("""{"items":{"$ref":"#/$defs/n"}}""")]
    [InlineData("""{"items":{"$ref":"#/definitions/n"}}""")]
    public void Values_and_references_to_definitions_stay_as_they_are(string schema) => Json.AssertSame(schema, Wrapped(schema));

    [Theory]
    [InlineData("""{"properties":{"const":{"items":{"$ref":"#"}}}}""", """{"properties":{"const":{"items":{"$ref":"#/properties/value"}}}}""")]
    [InlineData("""{"properties":{"enum":{"$ref":"#/x"}},"x":{}}""", """{"properties":{"enum":{"$ref":"#/properties/value/x"}},"x":{}}""")]
    [InlineData("""{"anyOf":[{"$ref":"#/x"}],"x":{"y":{"$ref":"#/x"}}}""", """{"anyOf":[{"$ref":"#/properties/value/x"}],"x":{"y":{"$ref":"#/properties/value/x"}}}""")]
    public void References_to_anything_else_lead_to_where_it_is_now(string schema, string moved) => Json.AssertSame(moved, Wrapped(schema));

    [Fact]
    public void References_in_definitions_called_like_keywords_are_moved()
    {
        using var schema = JsonDocument.Parse("""{"$ref":"#/$defs/default","x":{},"$defs":{"default":{"items":{"$ref":"#/x"}}}}""");

        Json.AssertSame("""{"default":{"items":{"$ref":"#/properties/value/x"}}}""", Envelope.Of(schema.RootElement).GetProperty("$defs"));
    }

    private static JsonElement Wrapped(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        return Envelope.Of(document.RootElement).GetProperty("properties").GetProperty("value");
    }
}
