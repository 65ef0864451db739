using Missy.Chat;
using Missy.Tests.Support;

namespace Missy.Tests.Chat;

public sealed class TokenEstimateTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("word", 1)]
    [InlineData("words", 2)]
    [InlineData("Größe", 3)]
    [InlineData("東京都千代田区", 9)]
    [InlineData("😀", 2)]
    public void Text_counts_by_its_length_and_more_where_its_letters_are_longer(string text, int tokens) =>
        Assert.Equal(tokens + 4, TokenEstimate.Of(Samples.Ask(Samples.User(text))).Prompt);

    [Fact]
    public void Instructions_tools_calls_results_and_images_count()
    {
        var least = TokenEstimate.Of(Samples.Ask(Samples.User("hi"))).Prompt;
        CompletionRequest[] longer =
        [
            Samples.Ask(Samples.User("hi")) with { System = "Be brief." },
            Samples.Ask(Samples.User("hi")) with { Tools = [Samples.Tides] },
            Samples.Ask(Samples.User("hi"), Samples.Calls(new ToolCall("1", "get_tide", """{"harbour":"Brest"}"""))),
            Samples.Ask(Samples.User("hi"), Samples.Results(new ToolResult("1", "get_tide", "4.2 m"))),
            Samples.Ask(new ChatMessage(ChatRole.User, [new TextPart("hi"), ImagePart.FromBytes(new byte[4], "image/png")])),
        ];

        Assert.All(longer, request => Assert.True(TokenEstimate.Of(request).Prompt > least));
    }

    [Theory]
    [InlineData(100, 128_000, 100)]
    [InlineData(50_000, 128_000, 50_000)]
    [InlineData(null, 128_000, 4096)]
    [InlineData(null, 1000, 1000)]
    public void An_answer_counts_by_its_limit_or_else_as_a_usual_one(int? limit, int most, int tokens) =>
        Assert.Equal(tokens, TokenEstimate.Of(Samples.Ask(Samples.User("hi")) with { MaxTokens = limit, DefaultMaxTokens = most }).Answer);
}
