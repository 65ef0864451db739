using Missy.Structured;

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
}
