using Missy.Chat;
using Missy.Structured;

namespace Missy.Tests.Structured;

/// <summary>What is taken of an answer whose values are asked for inside an object.</summary>
public sealed class StructuredAnswersTests
{
    private const string Amount =
        """{"oneOf":[{"type":"object","properties":{"value":{"type":"number"},"unit":{"type":"string"}},"required":["value","unit"]}]}""";

    [Theory]
    [InlineData("""{"value":5,"unit":"m"}""", """{"value":5,"unit":"m"}""")]
    [InlineData("""{"value":{"value":5,"unit":"m"}}""", """{"value":5,"unit":"m"}""")]
    [InlineData("""{"value":{"value":5,"unit":"m"},"unit":"km"}""", """{"value":5,"unit":"m"}""")]
    public void Told_in_words_a_model_may_give_the_value_with_or_without_the_object(string text, string value)
    {
        var answers = Answers();

        Assert.False(answers.Take(Answer(text), "it", held: false));
        Assert.Equal(value, answers.Value.GetRawText());
    }

    [Fact]
    public void A_model_that_is_held_to_the_schema_gives_the_object() =>
        Assert.True(Answers().Take(Answer("""{"value":5,"unit":"m"}"""), "it", held: true));

    [Theory]
    [InlineData("""{"value":5}""", "$ must fit one of 1 forms")]
    [InlineData("[5]", "$ must be object, and is array")]
    public void What_fits_neither_way_is_told_of_the_object(string text, string complaint)
    {
        var answers = Answers();

        Assert.True(answers.Take(Answer(text), "it", held: false));
        Assert.Contains(complaint, answers.Complaint, StringComparison.Ordinal);
    }

    private static StructuredAnswers Answers() => StructuredAnswers.Of(AnswerSchema.Parse(Amount))!;

    private static CompletionResponse Answer(string text) => new()
    {
        Content = text,
        Model = "m",
        Message = new ChatMessage(ChatRole.Assistant, text),
        FinishReason = FinishReason.Stop,
    };
}
