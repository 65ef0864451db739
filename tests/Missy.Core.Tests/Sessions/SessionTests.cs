using Missy.Chat;
using Missy.Sessions;
using Missy.Tests.Support;

namespace Missy.Tests.Sessions;

/// <summary>What a session keeps of the calls in it.</summary>
public sealed class SessionTests
{
    private static readonly SessionRoute _one = new("one", null, false);
    private static readonly SessionRoute _two = new("two", "m-2", false);

    [Fact]
    public void Each_turn_is_sent_what_was_said_before_and_added_to_it()
    {
        var talk = new Conversation();
        talk.Turn("Hi", "Hello");

        var second = talk.Turn("And then?", "Nothing");

        Assert.Equal(["User: Hi", "Assistant: Hello", "User: And then?"], second.Messages.Select(Conversation.Line));
        Assert.Equal(["User: Hi", "Assistant: Hello", "User: And then?", "Assistant: Nothing"], talk.Lines);
        Assert.Equal(2, talk.Session.Turns);
    }

    [Fact]
    public void A_failed_call_leaves_the_history_as_it_was()
    {
        var talk = new Conversation();
        talk.Turn("Hi", "Hello");

        Conversation.Fail(talk.Begin("And then?"));

        Assert.Equal(["User: Hi", "Assistant: Hello"], talk.Lines);
        Assert.Equal(1, talk.Session.Turns);
    }

    [Fact]
    public void Steps_with_tools_are_one_turn_that_is_kept_when_it_is_whole()
    {
        var talk = new Conversation();
        talk.Turn("Hi", "Hello");
        Conversation.Call(talk.Begin("What time is it?"), "call-1");
        var between = talk.Lines.ToList();

        var last = talk.Begin(Conversation.Result("call-1"));
        last.Complete(Conversation.Answer(last, "Noon"));

        Assert.Equal(["User: Hi", "Assistant: Hello"], between);
        Assert.Equal(["User: Hi", "Assistant: Hello", "User: What time is it?", "calls call-1", "result of call-1"], last.Messages.Select(Conversation.Line));
        Assert.Equal([.. last.Messages.Select(Conversation.Line), "Assistant: Noon"], talk.Lines);
        Assert.Equal(2, talk.Session.Turns);
    }

    [Fact]
    public void A_turn_that_nobody_goes_on_with_leaves_nothing_in_the_history()
    {
        var talk = new Conversation();
        Conversation.Call(talk.Begin("What time is it?"), "call-1");

        talk.Turn("Never mind", "Fine");

        Assert.Equal(["User: Never mind", "Assistant: Fine"], talk.Lines);
        Assert.Equal(1, talk.Session.Turns);
        Assert.DoesNotContain("calls call-1", talk.Begin(Conversation.Result("call-1")).Messages.Select(Conversation.Line));
    }

    [Fact]
    public void The_result_of_a_tool_can_be_sent_again_after_a_failure()
    {
        var talk = new Conversation();
        Conversation.Call(talk.Begin("What time is it?"), "call-1");
        Conversation.Fail(talk.Begin(Conversation.Result("call-1")));

        var again = talk.Begin(Conversation.Result("call-1"));
        again.Complete(Conversation.Answer(again, "Noon"));

        Assert.Equal(["User: What time is it?", "calls call-1", "result of call-1", "Assistant: Noon"], talk.Lines);
    }

    [Fact]
    public void A_result_that_the_turn_does_not_wait_for_does_not_go_on_with_it()
    {
        var talk = new Conversation();
        Conversation.Call(talk.Begin("What time is it?"), "call-1");

        var other = talk.Begin(Samples.User("Hm"), Samples.Calls(new ToolCall("call-2", "get_time", "{}")), Conversation.Result("call-2"));

        Assert.Equal(["User: Hm", "calls call-2", "result of call-2"], other.Messages.Select(Conversation.Line));
    }

    [Fact]
    public void A_switch_clears_the_history_unless_it_is_to_be_kept()
    {
        var talk = new Conversation();
        talk.Turn("Hi", "Hello");

        talk.Session.Switch(_one, Conversation.Rules, keepHistory: true);
        var kept = talk.Lines.ToList();
        talk.Session.Switch(_two, Conversation.Rules, keepHistory: false);

        Assert.Equal(["User: Hi", "Assistant: Hello"], kept);
        Assert.Empty(talk.Lines);
        Assert.Equal(("two", "m-2", 1), (talk.Session.Provider, talk.Session.Model, talk.Session.Turns));
    }

    [Fact]
    public void A_switch_to_the_same_route_changes_nothing()
    {
        var talk = new Conversation();
        talk.Session.Switch(_two, Conversation.Rules, keepHistory: false);
        talk.Turn("Hi", "Hello");

        talk.Session.Switch(_two with { }, Conversation.Rules, keepHistory: false);

        Assert.Equal(["User: Hi", "Assistant: Hello"], talk.Lines);
    }

    [Fact]
    public void A_switch_during_an_answer_holds_from_the_next_turn()
    {
        var talk = new Conversation();
        talk.Session.Switch(_one, Conversation.Rules, keepHistory: false);
        Conversation.Call(talk.Begin("What time is it?"), "call-1");

        talk.Session.Switch(_two, Conversation.Rules, keepHistory: false);
        var last = talk.Begin(Conversation.Result("call-1"));
        last.Complete(Conversation.Answer(last, "Noon"));

        Assert.Equal(_one, last.Route);
        Assert.Equal(["User: What time is it?", "calls call-1", "result of call-1"], last.Messages.Select(Conversation.Line));
        Assert.Empty(talk.Lines);
        Assert.Equal(_two, talk.Begin("Hi").Route);
    }

    [Fact]
    public void A_switch_that_keeps_the_history_keeps_the_answer_on_its_way_too()
    {
        var talk = new Conversation();
        var turn = talk.Begin("Hi");

        talk.Session.Switch(_two, Conversation.Rules, keepHistory: true);
        turn.Complete(Conversation.Answer(turn, "Hello"));

        Assert.Equal(["User: Hi", "Assistant: Hello"], talk.Lines);
    }

    [Fact]
    public void Thinking_goes_to_nobody_but_the_provider_whose_it_is()
    {
        var talk = new Conversation();
        Think(talk, "Hi", "one");

        var turn = talk.Begin("And then?");

        Assert.Equal(["User: Hi", "(hm)Assistant: Hi!", "User: And then?"], turn.MessagesFor("one").Select(Conversation.Line));
        Assert.Equal(["User: Hi", "Assistant: Hi!", "User: And then?"], turn.MessagesFor("two").Select(Conversation.Line));
    }

    [Fact]
    public void Thinking_is_forgotten_once_another_provider_has_answered()
    {
        var talk = new Conversation();
        Think(talk, "Hi", "one");

        Think(talk, "Ho", "two");

        Assert.Equal(["User: Hi", "Assistant: Hi!", "User: Ho", "(hm)Assistant: Ho!"], talk.Lines);
        Assert.Equal(["User: Hi", "Assistant: Hi!", "User: Ho", "Assistant: Ho!", "User: x"], talk.Begin("x").MessagesFor("one").Select(Conversation.Line));
    }

    [Fact]
    public void A_message_of_thinking_alone_is_left_out_for_others()
    {
        var talk = new Conversation();
        var turn = talk.Begin("Hi");
        turn.Complete(Conversation.Answer(turn, new ChatMessage(ChatRole.Assistant, [new ThinkingPart("hm", "signed")]), "one", "length"));

        Assert.Equal(["User: Hi", "User: Ho"], talk.Begin("Ho").MessagesFor("two").Select(Conversation.Line));
    }

    [Fact]
    public void Steps_of_one_turn_by_two_providers_do_not_mix_their_thinking()
    {
        var talk = new Conversation();
        var first = talk.Begin("Hi");
        first.Complete(Conversation.Answer(
            first,
            new ChatMessage(ChatRole.Assistant, [new ThinkingPart("hm", "signed"), new ToolCallPart(new ToolCall("call-1", "get_time", "{}"))]),
            "one",
            "tool_calls"));

        var last = talk.Begin(Conversation.Result("call-1"));

        Assert.Equal(["User: Hi", "(hm)calls call-1", "result of call-1"], last.MessagesFor("one").Select(Conversation.Line));
        Assert.Equal(["User: Hi", "calls call-1", "result of call-1"], last.MessagesFor("two").Select(Conversation.Line));
        last.Complete(Conversation.Answer(last, "Noon", "two"));
        Assert.Equal(["User: Hi", "calls call-1", "result of call-1", "Assistant: Noon"], talk.Lines);
    }

    [Fact]
    public void Tokens_and_cost_of_all_answers_are_added_up()
    {
        var talk = new Conversation();
        talk.ToolTurn("What time is it?", toolFails: false);

        Assert.Equal(new TokenUsage(20, 10, 8, 6, 4), talk.Session.Usage);
        Assert.Equal(0.5m, talk.Session.Cost);
    }

    [Fact]
    public void One_unknown_price_makes_the_cost_unknown()
    {
        var talk = new Conversation();
        talk.Turn("Hi", "Hello");
        var turn = talk.Begin("And then?");
        turn.Complete(Conversation.Answer(turn, "Nothing") with { Cost = null });

        talk.Turn("Really?", "Yes");

        Assert.Null(talk.Session.Cost);
    }

    [Fact]
    public void More_tokens_than_a_number_holds_are_as_many_as_it_holds()
    {
        var talk = new Conversation();
        foreach (var prompt in new[] { "a", "b" })
        {
            var turn = talk.Begin(prompt);
            turn.Complete(Conversation.Answer(turn, "x") with { Usage = new TokenUsage(int.MaxValue - 1, 1) });
        }

        Assert.Equal((int.MaxValue, 2), (talk.Session.Usage.PromptTokens, talk.Session.Usage.CompletionTokens));
    }

    [Fact]
    public void It_knows_when_it_was_made_and_last_used()
    {
        var talk = new Conversation();
        var made = talk.Clock.GetUtcNow();
        talk.Clock.Advance(TimeSpan.FromHours(1));

        var unused = talk.Session.LastUsed;
        talk.Begin("Hi");

        Assert.Equal((made, made, made.AddHours(1)), (talk.Session.Created, unused, talk.Session.LastUsed));
    }

    [Fact]
    public async Task Turns_of_many_threads_are_each_kept_whole()
    {
        var talk = new Conversation();

        await Parallel.ForEachAsync(Enumerable.Range(0, 400), (number, _) =>
        {
            talk.Turn($"{number}", $"{number}");
            return ValueTask.CompletedTask;
        });

        Assert.Equal((400, 4000), (talk.Session.Turns, talk.Session.Usage.PromptTokens));
        Assert.Equal(400, talk.Session.Messages.Chunk(2).Count(pair =>
            pair is [{ Role: ChatRole.User, Text: var asked }, { Role: ChatRole.Assistant, Text: var answered }] && asked == answered));
        Assert.Equal(400, talk.Lines.Distinct().Count() / 2);
    }

    private static void Think(Conversation talk, string prompt, string provider)
    {
        var turn = talk.Begin(prompt);
        turn.Complete(Conversation.Answer(
            turn, new ChatMessage(ChatRole.Assistant, [new ThinkingPart("hm", "signed"), new TextPart(prompt + "!")]), provider, "stop"));
    }
}
