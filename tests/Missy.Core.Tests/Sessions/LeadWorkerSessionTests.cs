using Missy.Sessions;

namespace Missy.Tests.Sessions;

/// <summary>How the calls in a session move its lead and worker: three first turns, two failures, back for two.</summary>
public sealed class LeadWorkerSessionTests
{
    [Fact]
    public void A_session_without_them_has_no_next()
    {
        var talk = new Conversation();
        var turn = talk.Turn("Hi", "Hello");

        Assert.Null(turn.Purpose);
        Assert.Null(turn.Because);
        Assert.Equal((null, null, null), (talk.Session.Next, talk.Session.LeadTurnsLeft, talk.Session.WorkerFailures));
    }

    [Fact]
    public void The_lead_begins_and_the_worker_takes_over()
    {
        var talk = new Conversation(leadWorker: true);

        var turns = Enumerable.Range(0, 4).Select(_ => talk.Turn("Hi", "Hello")).ToList();

        Assert.Equal(["lead", "lead", "lead", "worker"], turns.Select(turn => turn.Purpose));
        Assert.Equal("turn 2 of the lead's first 3", turns[1].Because);
        Assert.Equal(("worker", 0, 0), (talk.Session.Next, talk.Session.LeadTurnsLeft, talk.Session.WorkerFailures));
    }

    [Fact]
    public void A_turn_with_tools_is_one_turn_of_whoever_began_it()
    {
        var talk = AtTheWorker(turnsBefore: 2);

        var last = talk.ToolTurn("What time is it?", toolFails: false);

        Assert.Equal(("lead", "turn 3 of the lead's first 3"), (last.Purpose, last.Because));
        Assert.Equal("worker", talk.Session.Next);
    }

    [Fact]
    public void A_failed_last_tool_is_a_failure()
    {
        var talk = AtTheWorker();
        talk.ToolTurn("What time is it?", toolFails: true);
        Assert.Equal(("worker", 1), (talk.Session.Next, talk.Session.WorkerFailures));

        talk.ToolTurn("And now?", toolFails: true);

        Assert.Equal(("lead", 2, 2), (talk.Session.Next, talk.Session.LeadTurnsLeft, talk.Session.WorkerFailures));
    }

    [Fact]
    public void A_failed_tool_before_a_good_one_is_none()
    {
        var talk = AtTheWorker();
        Conversation.Call(talk.Begin("What time is it?"), "call-1");
        Conversation.Call(talk.Begin(Conversation.Result("call-1", isError: true)), "call-2");
        var last = talk.Begin(Conversation.Result("call-2"));
        last.Complete(Conversation.Answer(last, "Noon"));

        Assert.Equal(0, talk.Session.WorkerFailures);
    }

    [Theory]
    [InlineData(ErrorKind.Unavailable, 1)]
    [InlineData(ErrorKind.Overloaded, 1)]
    [InlineData(ErrorKind.Timeout, 1)]
    [InlineData(ErrorKind.MalformedResponse, 1)]
    [InlineData(ErrorKind.Truncated, 1)]
    [InlineData(ErrorKind.RateLimited, 0)]
    [InlineData(ErrorKind.QuotaExceeded, 0)]
    [InlineData(ErrorKind.Authentication, 0)]
    [InlineData(ErrorKind.InvalidRequest, 0)]
    [InlineData(ErrorKind.PolicyDenied, 0)]
    [InlineData(ErrorKind.NotFound, 0)]
    [InlineData(ErrorKind.CircuitOpen, 0)]
    [InlineData(ErrorKind.Cancelled, 0)]
    public void Errors_that_say_that_the_service_is_not_well_count(ErrorKind kind, int failures)
    {
        var talk = AtTheWorker();

        Conversation.Fail(talk.Begin("Hi"), kind);

        Assert.Equal(failures, talk.Session.WorkerFailures);
    }

    [Fact]
    public void A_turn_that_the_worker_began_stays_with_it_when_the_lead_comes_back_meanwhile()
    {
        var talk = AtTheWorker();
        Conversation.Call(talk.Begin("What time is it?"), "call-1");
        Conversation.Fail(talk.Begin(Conversation.Result("call-1")));
        Conversation.Fail(talk.Begin(Conversation.Result("call-1")));
        Assert.Equal("lead", talk.Session.Next);

        var last = talk.Begin(Conversation.Result("call-1"));
        last.Complete(Conversation.Answer(last, "Noon"));

        Assert.Equal("worker", last.Purpose);
        Assert.Equal(("lead", 2), (talk.Session.Next, talk.Session.LeadTurnsLeft));
    }

    [Fact]
    public void Turns_at_the_same_time_use_up_no_more_than_there_are()
    {
        var talk = AtTheWorker(turnsBefore: 2);
        var (one, two) = (talk.Begin("Hi"), talk.Begin("Ho"));

        one.Complete(Conversation.Answer(one, "Hello"));
        Conversation.Fail(two);

        Assert.Equal(("lead", "lead"), (one.Purpose, two.Purpose));
        Assert.Equal(("worker", 0), (talk.Session.Next, talk.Session.WorkerFailures));
    }

    [Fact]
    public void A_call_that_says_itself_who_answers_moves_nothing()
    {
        var talk = AtTheWorker();

        var turn = talk.Session.Begin([new(Missy.Chat.ChatRole.User, "Hi")], Conversation.Rules, leadWorker: false);
        Conversation.Fail(turn);

        Assert.Null(turn.Purpose);
        Assert.Equal(0, talk.Session.WorkerFailures);
    }

    [Fact]
    public void A_last_turn_that_is_marked_counts()
    {
        var talk = AtTheWorker();
        Conversation.Fail(talk.Begin("Hi"));
        talk.Turn("Hi", "Nonsense");

        talk.Session.MarkFailed(Conversation.Rules);

        Assert.Equal(("lead", 2), (talk.Session.Next, talk.Session.WorkerFailures));
    }

    [Fact]
    public void They_start_anew_after_a_switch()
    {
        var talk = AtTheWorker();
        var late = talk.Begin("Hi");

        talk.Session.Switch(SessionRoute.Default, Conversation.Rules, keepHistory: true);
        Assert.Null(talk.Session.Next);
        talk.Session.Switch(SessionRoute.LeadAndWorker, Conversation.Rules, keepHistory: true);
        late.Complete(Conversation.Answer(late, "Hello"));

        Assert.Equal(("lead", 3), (talk.Session.Next, talk.Session.LeadTurnsLeft));
    }

    private static Conversation AtTheWorker(int turnsBefore = 3)
    {
        var talk = new Conversation(leadWorker: true);
        for (var turn = 0; turn < turnsBefore; turn++)
        {
            talk.Turn("Hi", "Hello");
        }

        return talk;
    }
}
