using Missy.Chat;
using Missy.Simulation;

namespace Missy.Tests.Client;

/// <summary>Conversations on the wire: what a session and a piped answer send, who takes which turn, and what is kept.</summary>
public sealed class ConversationTests
{
    [Fact]
    public async Task A_session_sends_what_was_said_in_it_and_its_instructions()
    {
        using var harness = NewHarness();
        var session = await NewSessionAsync(harness, new SessionOptions { Name = "s", System = "Be brief." });

        var first = await AskAsync(harness, session, "One.");
        await AskAsync(harness, session, "Two.");

        var body = harness.Simulator.Requests[^1].Body;
        Assert.Contains("One.", body, StringComparison.Ordinal);
        Assert.Contains("Be brief.", body, StringComparison.Ordinal);
        Assert.Equal(2, session.Turns);
        Assert.Equal([ChatRole.User, ChatRole.Assistant, ChatRole.User, ChatRole.Assistant], session.Messages.Select(message => message.Role));
        Assert.Equal(first.Content, session.Messages[1].Text);
    }

    [Fact]
    public async Task What_failed_is_not_kept()
    {
        using var harness = NewHarness();
        var session = await NewSessionAsync(harness, new SessionOptions { Name = "s" });
        harness.Simulator.AddFault(FaultRule.Parse("500"));

        await Assert.ThrowsAsync<MissyException>(() => AskAsync(harness, session, "Fail."));

        Assert.Empty(session.Messages);
        Assert.Equal(0, session.Turns);
    }

    [Fact]
    public async Task A_streamed_answer_is_kept_when_it_has_ended_and_not_when_it_was_left()
    {
        using var harness = NewHarness();
        var session = await NewSessionAsync(harness, new SessionOptions { Name = "s" });
        var request = ClientHarness.Question("One.") with { Session = session };

        await foreach (var _ in harness.Client.StreamAsync(request, harness.Caller, TestContext.Current.CancellationToken))
        {
            break;
        }

        var left = session.Turns;
        await foreach (var _ in harness.Client.StreamAsync(request, harness.Caller, TestContext.Current.CancellationToken))
        {
        }

        Assert.Equal((0, 1), (left, session.Turns));
    }

    [Fact]
    public async Task The_lead_takes_the_first_turns_and_the_worker_the_next()
    {
        using var harness = NewHarness();
        var session = await NewSessionAsync(harness, new SessionOptions { Name = "s", LeadWorker = true });

        var turns = new List<string>();
        for (var turn = 0; turn < 4; turn++)
        {
            var response = await AskAsync(harness, session, "Go on.");
            turns.Add($"{response.Route.Purpose} {response.Route}");
        }

        Assert.Equal(["lead lead/big", "lead lead/big", "worker worker/small", "worker worker/small"], turns);
    }

    [Fact]
    public async Task Failures_of_the_worker_bring_the_lead_back_for_some_turns()
    {
        using var harness = NewHarness();
        var session = await NewSessionAsync(harness, new SessionOptions { Name = "s", LeadWorker = true });
        await AskAsync(harness, session, "One.");
        await AskAsync(harness, session, "Two.");
        harness.Simulator.AddFault(FaultRule.Parse("model=small;500"));

        await Assert.ThrowsAsync<MissyException>(() => AskAsync(harness, session, "Three."));
        await Assert.ThrowsAsync<MissyException>(() => AskAsync(harness, session, "Three."));
        var back = await AskAsync(harness, session, "Three.");
        harness.Simulator.ClearFaults();
        var worker = await AskAsync(harness, session, "Four.");

        Assert.Equal(("lead", "worker"), (back.Route.Purpose, worker.Route.Purpose));
        Assert.Contains(back.Route.Steps, step => step.Because == "the worker failed 2 times in a row: turn 1 of 1 for the lead");
    }

    [Fact]
    public async Task A_call_in_a_session_of_lead_and_worker_that_names_a_provider_uses_up_no_turn()
    {
        using var harness = NewHarness();
        var session = await NewSessionAsync(harness, new SessionOptions { Name = "s", LeadWorker = true });

        await AskAsync(harness, session, "One.", request => request with { Provider = "worker" });

        Assert.Equal((1, 2), (session.Turns, session.LeadTurnsLeft));
    }

    [Fact]
    public async Task A_blank_provider_beside_a_named_model_does_not_hide_that_something_is_named()
    {
        using var harness = NewHarness();
        var session = await NewSessionAsync(harness, new SessionOptions { Name = "s", LeadWorker = true });

        var response = await AskAsync(harness, session, "One.", request => request with { Provider = "", Model = "worker/small" });

        Assert.Equal(("worker/small", 2), (response.Route.ToString(), session.LeadTurnsLeft));
    }

    [Fact]
    public async Task Lead_and_worker_take_turns_in_a_piped_conversation_too()
    {
        using var harness = NewHarness();

        var first = await AskAsync(harness, null, "One.", request => request with { Purpose = "lead-worker" });
        var second = await AskAsync(harness, null, "Two.", request => request.After(first));
        var third = await AskAsync(harness, null, "Three.", request => request.After(second));

        Assert.Equal(["lead", "lead", "worker"], new[] { first, second, third }.Select(response => response.Route.Purpose));
    }

    [Fact]
    public async Task An_answer_and_a_session_are_two_conversations_of_which_a_question_goes_on_with_one()
    {
        using var harness = NewHarness();
        var session = await NewSessionAsync(harness, new SessionOptions { Name = "s" });
        var answer = await AskAsync(harness, null, "One.");

        var failure = await Assert.ThrowsAsync<MissyException>(() => AskAsync(harness, session, "Two.", request => request.After(answer)));

        Assert.Equal(ErrorKind.InvalidRequest, failure.Kind);
    }

    private static ClientHarness NewHarness()
    {
        var harness = new ClientHarness();
        harness.WriteConfig($$"""
            providers:
              lead: { name: anthropic, model: big, base_url: '{{harness.Simulator.BaseUrl}}' }
              worker: { name: openai, model: small, base_url: '{{harness.Simulator.BaseUrl}}v1' }
            models:
              - { provider: lead, model: big, purpose: lead }
              - { provider: worker, model: small, purpose: worker }
            lead_worker: { lead_turns: 2, failure_threshold: 2, fallback_turns: 1 }
            """);
        return harness;
    }

    private static Task<Session> NewSessionAsync(ClientHarness harness, SessionOptions options) =>
        harness.Client.NewSessionAsync(options, harness.Caller, TestContext.Current.CancellationToken);

    private static Task<Response> AskAsync(
        ClientHarness harness, Session? session, string prompt, Func<AskRequest, AskRequest>? change = null)
    {
        var request = ClientHarness.Question(prompt) with { Session = session };
        return harness.Client.AskAsync(change?.Invoke(request) ?? request, harness.Caller, TestContext.Current.CancellationToken);
    }
}
