using System.Text.Json;
using Missy.Chat;
using Missy.Providers;
using Missy.Providers.Anthropic;
using Missy.Providers.Ollama;
using Missy.Providers.OpenAI;
using Missy.Providers.Responses;
using Missy.Tests.Support;

namespace Missy.Tests.Structured;

/// <summary>The form in which each wire is asked to hold its model to a schema, and when it is.</summary>
public sealed class NativeFormTests
{
    private const string Open = """{"type":"object","properties":{"a":{"type":"integer","minimum":1,"description":"How many."}}}""";

    private static readonly AnthropicProtocol Anthropic = new(new AnthropicWireOptions(NewModelsHoldToSchemas: true));

    [Fact]
    public void Ollama_is_given_the_schema_as_it_is() =>
        Json.AssertSame(Open, Body(new OllamaProtocol(), Open).GetProperty("format"));

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}""", true)]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/b"}},"required":["a"],"additionalProperties":false,"$defs":{"b":{"enum":["x"]}}}""", true)]
    [InlineData("""{"type":"object","properties":{"a":{"type":["string","null"],"format":"uuid"}},"required":["a"],"additionalProperties":false}""", true)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}""", false)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""", false)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","maxLength":3}},"required":["a"],"additionalProperties":false}""", false)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"object"}},"required":["a"],"additionalProperties":false}""", false)]
    [InlineData("""{"type":"object","properties":{"a":{"format":"iri"}},"required":["a"],"additionalProperties":false}""", false)]
    [InlineData("""{"type":"object","properties":{"a":true},"required":["a"],"additionalProperties":false}""", false)]
    [InlineData("""{"type":"object","properties":{"a":{"oneOf":[{"type":"null"}]}},"required":["a"],"additionalProperties":false}""", false)]
    public void OpenAI_is_asked_to_be_strict_where_it_can_be(string schema, bool strict)
    {
        var chat = Body(new OpenAIProtocol(new OpenAIWireOptions()), schema).GetProperty("response_format").GetProperty("json_schema");
        var responses = Body(new ResponsesProtocol(new ResponsesWireOptions()), schema).GetProperty("text").GetProperty("format");

        Assert.Equal((strict, strict), (chat.GetProperty("strict").GetBoolean(), responses.GetProperty("strict").GetBoolean()));
        Json.AssertSame(schema, chat.GetProperty("schema"));
    }

    [Fact]
    public void Anthropic_is_given_closed_objects_and_told_of_limits_in_words() => Json.AssertSame(
        """{"format":{"type":"json_schema","schema":{"type":"object","properties":{"a":{"type":"integer","description":"How many. {minimum: 1}"}},"additionalProperties":false}}}""",
        Body(Anthropic, Open).GetProperty("output_config"));

    [Fact]
    public void Anthropic_is_given_effort_and_schema_side_by_side()
    {
        var output = Wire.Body(Anthropic, Request(Open) with { Model = "claude-opus-4-6", ReasoningEffort = ReasoningEffort.Low }).GetProperty("output_config");

        Assert.Equal("low", output.GetProperty("effort").GetString());
        Assert.Equal("json_schema", output.GetProperty("format").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData(Open, true)]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/b"}},"$defs":{"b":{"type":"string"}}}""", true)]
    [InlineData("""{"type":"object"}""", false)]
    [InlineData("""{"type":"object","properties":{},"additionalProperties":{"type":"string"}}""", false)]
    [InlineData("""{"type":"object","properties":{"a":{"not":{}}}}""", false)]
    [InlineData("""{"type":"object","properties":{"a":{"enum":[{}]}}}""", false)]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"}}}""", false)]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/b"}},"$defs":{"b":{"type":"array","items":{"$ref":"#/$defs/c"}},"c":{"anyOf":[{"$ref":"#/$defs/b"}]}}}""", false)]
    public void Anthropic_is_asked_where_it_has_a_form_for_the_schema(string schema, bool asked) =>
        Assert.Equal(asked, Anthropic.HoldsTo(AnswerSchema.Parse(schema), able: true));

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"allOf":[{"properties":{"b":{"type":"string"}},"required":["b"]}]}""")]
    [InlineData("""{"allOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"b":{"type":"string"}}}]}""")]
    [InlineData("""{"properties":{"a":{"type":"string"}},"anyOf":[{"properties":{"b":{"type":"string"}}},{"type":"null"}]}""")]
    [InlineData("""{"properties":{"a":{"type":"string"}},"$ref":"#/$defs/b","$defs":{"b":{"properties":{"b":{"type":"string"}}}}}""")]
    [InlineData("""{"properties":{"a":{"type":"string"}},"allOf":[{"$ref":"#/$defs/b"}],"$defs":{"b":{"$ref":"#/$defs/c"},"c":{"properties":{"c":{"type":"string"}}}}}""")]
    public void Anthropic_is_not_asked_where_parts_that_it_would_close_describe_one_object_together(string schema) =>
        Assert.False(Anthropic.HoldsTo(AnswerSchema.Parse(schema), able: true));

    [Theory]
    [InlineData("""{"allOf":[{"$ref":"#/$defs/b"}],"description":"A b.","$defs":{"b":{"properties":{"b":{"type":"string"}}}}}""")]
    [InlineData("""{"anyOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"b":{"type":"string"}}}]}""")]
    [InlineData("""{"properties":{"a":{"allOf":[{"type":"string"},{"enum":["x"]}]}}}""")]
    public void Anthropic_is_asked_where_one_part_alone_describes_the_object(string schema) =>
        Assert.True(Anthropic.HoldsTo(AnswerSchema.Parse(schema), able: true));

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a","b"]}""")]
    [InlineData("""{"properties":{"a":{"type":"string"}},"anyOf":[{"required":["b"]}]}""")]
    public void Anthropic_is_not_asked_where_what_is_required_is_not_described(string schema) =>
        Assert.False(Anthropic.HoldsTo(AnswerSchema.Parse(schema), able: true));

    [Fact]
    public void Anthropic_is_not_asked_for_null_or_an_object_of_any_properties() => Assert.False(
        Anthropic.HoldsTo(AnswerSchema.Parse("""{"type":"object","properties":{"map":{"type":["object","null"]}},"required":["map"]}"""), able: true));

    [Fact]
    public void Anthropic_is_given_closed_objects_where_null_does_as_well() => Json.AssertSame(
        """{"type":["object","null"],"properties":{"a":{"type":"string"}},"additionalProperties":false}""",
        Body(Anthropic, """{"type":["object","null"],"properties":{"a":{"type":"string"}}}""").GetProperty("output_config").GetProperty("format").GetProperty("schema"));

    [Theory]
    [InlineData("""{"properties":{"r":{"$ref":"#/$defs/a~1b"}},"$defs":{"a/b":{"properties":{"next":{"$ref":"#/$defs/a~1b"}}}}}""")]
    [InlineData("""{"properties":{"r":{"$ref":"#/%24defs/b"}},"$defs":{"b":{"properties":{"next":{"$ref":"#/%24defs/b"}}}}}""")]
    [InlineData("""{"properties":{"r":{"anyOf":[{"type":"array","items":{"$ref":"#/properties/r/anyOf/0"}}]}}}""")]
    [InlineData("""{"allOf":[{"$ref":"#"}]}""")]
    public void Anthropic_is_not_asked_where_a_schema_holds_itself_however_it_is_referred_to(string schema) =>
        Assert.False(Anthropic.HoldsTo(AnswerSchema.Parse(schema), able: true));

    [Theory]
    [InlineData("""{"properties":{"l":NEXT,"r":NEXT}}""")]
    [InlineData("""{"allOf":[NEXT,NEXT]}""")]
    public void Anthropic_is_asked_for_definitions_that_each_refer_twice_to_the_next(string definition)
    {
        // Followed each time anew, the last would be reached 2^60 times.
        const int Last = 60;
        var definitions = string.Join(',', Enumerable.Range(0, Last).Select(index =>
            $"\"d{index}\":{definition.Replace("NEXT", $$"""{"$ref":"#/$defs/d{{index + 1}}"}""", StringComparison.Ordinal)}"));
        var schema = $$$$"""{"$ref":"#/$defs/d0","$defs":{{{{{definitions}}}},"d{{{{Last}}}}":{"type":"string"}}}""";

        Assert.True(Anthropic.HoldsTo(AnswerSchema.Parse(schema), able: true));
    }

    [Fact]
    public void What_is_known_of_a_model_decides_and_what_is_not_depends_on_the_service()
    {
        var schema = AnswerSchema.Parse(Open);
        var others = new OpenAIProtocol(new OpenAIWireOptions());

        Assert.Equal((true, false, false), (others.HoldsTo(schema, true), others.HoldsTo(schema, false), others.HoldsTo(schema, null)));
        Assert.Equal((true, false), (Anthropic.HoldsTo(schema, null), Anthropic.HoldsTo(schema, false)));
        Assert.True(new OllamaProtocol().HoldsTo(schema, false));
    }

    [Fact]
    public void Where_it_is_not_held_a_model_is_told_of_the_schema_after_the_instructions()
    {
        var request = Request(Open) with { System = "Be kind.", Schema = AnswerSchema.Parse(Open) };

        var body = Wire.Body(new OpenAIProtocol(new OpenAIWireOptions()), request);

        Assert.False(body.TryGetProperty("response_format", out _));
        var system = body.GetProperty("messages")[0].GetProperty("content").GetString();
        Assert.StartsWith("Be kind.\n\nAnswer with JSON", system, StringComparison.Ordinal);
        Assert.EndsWith($"JSON Schema:\n{Open}", system, StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_of_the_caller_wins_over_the_form()
    {
        var options = new Dictionary<string, JsonElement> { ["response_format"] = JsonDocument.Parse("""{"type":"json_object"}""").RootElement };

        var body = Wire.Body(new OpenAIProtocol(new OpenAIWireOptions()), Request(Open) with { Options = options });

        Json.AssertSame("""{"type":"json_object"}""", body.GetProperty("response_format"));
    }

    [Theory]
    [InlineData("A list: of 2!", "A_list__of_2")]
    [InlineData("", "answer")]
    [InlineData("日本", "answer")]
    public void A_schema_has_a_name_that_services_take(string title, string name) =>
        Assert.Equal(name, AnswerSchema.Parse("{}", title).Name);

    private static JsonElement Body(WireProtocol wire, string schema) => Wire.Body(wire, Request(schema));

    private static CompletionRequest Request(string schema) => Wire.Question with { Schema = AnswerSchema.Parse(schema) with { IsHeld = true } };
}
