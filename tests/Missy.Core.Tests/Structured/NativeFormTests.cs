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
