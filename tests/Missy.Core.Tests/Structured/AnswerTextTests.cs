using Missy.Structured;
using Missy.Tests.Support;

namespace Missy.Tests.Structured;

/// <summary>Where a model was only told of a schema, its JSON is found among what it puts around it.</summary>
public sealed class AnswerTextTests
{
    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData(" \n{\"a\":1}\n")]
    [InlineData("```json\n{\"a\":1}\n```")]
    [InlineData("```\n{\"a\":1}```\n")]
    [InlineData("Here:\n\n```JSON\n{\"a\":1}\n```\nThat is it.")]
    [InlineData("First I thought of\n```json\n{\"a\":0}\n```\nbut it is\n```json\n{\"a\":1}\n```")]
    [InlineData("The answer is {\"a\":1}, as asked.")]
    [InlineData("Of the set {x, y} I take {\"a\":1}.")]
    [InlineData("{\"a\":1}\n\nTry it:\n```\ncurl x\n```\n")]
    public void JSON_is_found_among_words_and_fences(string text)
    {
        Assert.Null(AnswerText.Read(text, bare: false, out var json));
        Assert.Equal("""{"a":1}""", json.GetRawText());
    }

    [Theory]
    [InlineData("```json\n{\"a\":1}\n```")]
    [InlineData("The answer is {\"a\":1}.")]
    [InlineData("")]
    [InlineData("{\"a\":")]
    public void A_model_that_is_held_to_the_schema_gives_nothing_else(string text) =>
        Assert.NotNull(AnswerText.Read(text, bare: true, out _));

    [Theory]
    [InlineData("")]
    [InlineData("I cannot say.")]
    [InlineData("{\"a\":")]
    [InlineData("``` {\"a\" ```")]
    public void What_holds_no_JSON_has_none(string text) => Assert.NotNull(AnswerText.Read(text, bare: false, out _));

    [Fact]
    public void A_fence_inside_a_string_is_part_of_the_string()
    {
        Assert.Null(AnswerText.Read("Here:\n```json\n{\"a\":\"```x```\"}\n```", bare: false, out var json));
        Assert.Equal("""{"a":"```x```"}""", json.GetRawText());
    }

    [Theory]
    [InlineData("```json\n{\"a\":1,]\n```", "']'")]
    [InlineData("I cannot say:\n```\ncurl x\n```", "'I'")]
    [InlineData("I cannot say: ```\n```", "'I'")]
    public void What_is_wrong_is_told_of_the_JSON_where_there_is_some(string text, string names) =>
        Assert.Contains(names, AnswerText.Read(text, bare: false, out _), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"a":1,"\ud83d":2}""", true)]
    [InlineData("""{"a":1,"\ud83d":2}""", false)]
    [InlineData("""{"b":{"a":1},"c":[{"\ud83d":2}]}""", false)]
    [InlineData("""It is {"b":{"a":1},"\udc00":2}.""", false)]
    [InlineData("```json\n{\"b\":{\"a\":1},\"\\udc00\":2}\n```", false)]
    public void A_name_with_half_a_character_is_refused_with_all_that_is_beside_it(string text, bool bare)
    {
        Assert.Equal("has a name with half a character", AnswerText.Read(text, bare, out var json));
        Assert.Equal(System.Text.Json.JsonValueKind.Undefined, json.ValueKind);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("It is {0}.")]
    public void Half_a_character_in_the_text_is_replaced(string around)
    {
        var text = around.Replace("{0}", "{\"a\":\"\ud83d\"}", StringComparison.Ordinal);

        Assert.Null(AnswerText.Read(text, bare: false, out var json));
        Assert.Equal("\ufffd", json.GetProperty("a").GetString());
    }

    [Theory]
    [InlineData("if (x) { y(); }\n")]
    [InlineData("{")]
    public void The_search_copies_a_long_text_once(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 20_000 / piece.Length));

        Assert.InRange(Allocation.Of(() => AnswerText.Read(text, bare: false, out _)), 0, 20 * text.Length);
    }
}
