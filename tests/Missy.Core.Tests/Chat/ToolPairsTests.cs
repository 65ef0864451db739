using Missy.Chat;
using Missy.Tests.Sessions;
using Missy.Tests.Support;

namespace Missy.Tests.Chat;

/// <summary>Calls and results that stay together, and those that go because the other is not there.</summary>
public sealed class ToolPairsTests
{
    [Fact]
    public void What_is_whole_stays_as_it_is()
    {
        ChatMessage[] messages = [Samples.User("a"), Calls("1", "2"), Result("1"), Result("2"), Samples.Assistant("b"), Samples.User("c")];

        Assert.All(ToolPairs.Whole(messages).Zip(messages), pair => Assert.Same(pair.Second, pair.First));
    }

    [Fact]
    public void A_call_without_a_result_goes_and_what_was_said_beside_it_stays() => Assert.Equal(
        ["User: a", "Assistant: Wait.", "calls 2", "result of 2", "User: c"],
        Left(
            Samples.User("a"),
            new ChatMessage(ChatRole.Assistant, [new TextPart("Wait."), Call("1")]),
            Calls("2", "3"),
            Result("2"),
            new ChatMessage(ChatRole.Assistant, [new ThinkingPart("Hm."), Call("4")]), // nothing but thinking is left of it
            Samples.User("c")));

    [Fact]
    public void A_result_without_a_call_goes() => Assert.Equal(
        ["User: a", "Assistant: b", "calls 2", "result of 2", "User: c"],
        Left(Result("1"), Samples.User("a"), Samples.Assistant("b"), Result("1"), Calls("2"), Result("2"), Result("3"), Samples.User("c")));

    [Fact]
    public void A_result_that_comes_after_something_else_is_none() => Assert.Equal(
        ["User: a", "User: b", "User: c"],
        Left(Samples.User("a"), Calls("1"), Samples.User("b"), Result("1"), Samples.User("c")));

    [Fact]
    public void What_is_asked_is_never_touched()
    {
        Assert.Equal(["User: a", "result of 9"], Left(Samples.User("a"), Result("9")));
        Assert.Equal(["User: a", "calls 9"], Left(Samples.User("a"), Calls("9")));
        Assert.Equal(["User: a", "calls 1", "result of 1"], Left(Samples.User("a"), Calls("1", "2"), Result("1")));
    }

    [Fact]
    public void A_result_without_a_name_takes_that_of_its_call()
    {
        var whole = ToolPairs.Whole([Calls("1"), Samples.Results(new ToolResult("1", "", "noon"), new ToolResult("1", "own", "noon")), Samples.User("a")]);

        Assert.Equal(["get_time", "own"], whole[1].Content.Cast<ToolResultPart>().Select(part => part.Result.Name));
    }

    private static IEnumerable<string> Left(params ChatMessage[] messages) => ToolPairs.Whole(messages).Select(Conversation.Line);

    private static ToolCallPart Call(string id) => new(new ToolCall(id, "get_time", "{}"));

    private static ChatMessage Calls(params string[] ids) => new(ChatRole.Assistant, [.. ids.Select(Call)]);

    private static ChatMessage Result(string id) => Conversation.Result(id);
}
