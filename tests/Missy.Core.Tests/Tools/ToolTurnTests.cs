using Missy.Chat;
using Missy.Simulation;
using Missy.Tests.Support;
using Missy.Tools;

namespace Missy.Tests.Tools;

/// <summary>What a turn with tools is to sessions, to lead and worker, to fallback and to budgets.</summary>
public sealed class ToolTurnTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_takes_a_turn_with_tools_as_one(bool stream)
    {
        using var bench = new ToolBench(new SimulatorOptions { ToolRounds = 2, ParallelTools = 2 });
        var session = await bench.Client.NewSessionAsync(new SessionOptions(), bench.Caller, Cancellation);

        var first = await bench.AskAsync("anthropic", stream, request => request with { Session = session });
        var second = await bench.AskAsync("anthropic", stream, request => request with { Session = session, Messages = [Samples.User("And now?")], Tools = [] });

        Assert.Equal((2, 8), (session.Turns, session.Messages.Count));
        Assert.Equal(
            [ChatRole.User, ChatRole.Assistant, ChatRole.Tool, ChatRole.Assistant, ChatRole.Tool, ChatRole.Assistant, ChatRole.User, ChatRole.Assistant],
            session.Messages.Select(message => message.Role));
        Assert.Equal(first.Usage.TotalTokens + second.Usage.TotalTokens, session.Usage.TotalTokens);
    }

    [Fact]
    public async Task A_turn_that_fails_between_its_rounds_is_not_kept()
    {
        using var bench = new ToolBench();
        var session = await bench.Client.NewSessionAsync(new SessionOptions(), bench.Caller, Cancellation);
        bench.Tool = (_, _) =>
        {
            bench.Simulator.AddFault(FaultRule.Parse("500"));
            return Task.FromResult(new ToolOutput("x"));
        };

        var failure = await Assert.ThrowsAsync<MissyException>(() => bench.AskAsync("openai", change: request => request with { Session = session }));

        Assert.Equal(["Success", "Unavailable"], failure.Attempts.Select(attempt => attempt.Outcome));
        Assert.Empty(session.Messages);
    }

    [Fact]
    public async Task Calls_that_came_back_unrun_are_gone_on_from_by_whoever_brings_their_results()
    {
        using var bench = new ToolBench(new SimulatorOptions { ToolRounds = 2 });
        var session = await bench.Client.NewSessionAsync(new SessionOptions(), bench.Caller, Cancellation);

        var open = await bench.AskAsync("openai", change: request => request with { Session = session, MaxToolRounds = 1 });
        var result = Samples.Results(new ToolResult(open.ToolCalls[^1].Id, "get_tide", "by hand"));
        var final = await bench.AskAsync("openai", change: request => request with { Session = session, Messages = [result] });

        Assert.Contains("by hand", final.Content, StringComparison.Ordinal);
        Assert.Equal((1, 6), (session.Turns, session.Messages.Count));
    }

    [Theory]
    [InlineData(true, "lead")]
    [InlineData(false, "worker")]
    public async Task A_last_result_that_is_an_error_is_a_failure_of_the_worker(bool fails, string next)
    {
        using var bench = new ToolBench(more: """
            models:
              - {provider: openai, model: big, purpose: lead}
              - {provider: ollama, model: small, purpose: worker}
            lead_worker: {lead_turns: 1, failure_threshold: 1, fallback_turns: 1}

            """);
        bench.Tool = (call, _) => Task.FromResult(new ToolOutput("x", IsError: fails && call.Name == "get_time"));
        var session = await bench.Client.NewSessionAsync(new SessionOptions { LeadWorker = true }, bench.Caller, Cancellation);
        var inSession = (AskRequest request) => request with { Session = session, Provider = null };
        var first = await bench.AskAsync("", change: inSession);

        var second = await bench.AskAsync("", change: inSession);
        var piped = await bench.AskAsync("", change: request => request with { Provider = null, Purpose = "lead-worker" });
        var worker = await bench.AskAsync("", change: request => (request with { Provider = null }).After(piped));
        var after = await bench.AskAsync("", change: request => (request with { Provider = null }).After(worker));

        Assert.Equal(("lead", "worker", next), (first.Route.Purpose, second.Route.Purpose, session.Next));
        Assert.Equal(("lead", "worker", next), (piped.Route.Purpose, worker.Route.Purpose, after.Route.Purpose));
    }

    [Fact]
    public async Task A_provider_that_fails_between_rounds_hands_the_turn_on_without_its_thinking()
    {
        using var bench = new ToolBench(new SimulatorOptions());
        bench.Tool = (_, _) =>
        {
            bench.Simulator.AddFault(FaultRule.Parse("model=m1;500"));
            return Task.FromResult(new ToolOutput("x"));
        };

        var response = await bench.AskAsync("anthropic", change: request => request with
        {
            Model = "m1",
            Fallback = ["openai/m2"],
            ReasoningEffort = ReasoningEffort.High,
        });

        Assert.Equal(("openai", "stop"), (response.Provider, response.FinishReason));
        Assert.Equal(["Success", "Unavailable", "Success"], response.Attempts.Select(attempt => attempt.Outcome));
        Assert.DoesNotContain("Thinking is simulated", bench.Simulator.Requests[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stood_in_goes_on_with_the_turn()
    {
        using var bench = new ToolBench(new SimulatorOptions());
        bench.Simulator.AddFault(FaultRule.Parse("model=m1;500"));
        bench.Tool = (_, _) =>
        {
            bench.Simulator.ClearFaults();
            return Task.FromResult(new ToolOutput("x"));
        };

        var response = await bench.AskAsync("anthropic", change: request => request with { Model = "m1", Fallback = ["openai/m2"] });

        Assert.Equal(["anthropic", "openai", "openai"], response.Attempts.Select(attempt => attempt.Provider));
    }

    [Fact]
    public async Task A_budget_that_is_used_up_ends_a_turn_between_its_rounds()
    {
        var prices = Path.GetTempFileName();
        try
        {
            File.WriteAllText(prices, """{"as_of": "2026-11-01", "prices": [{"provider": "openai", "model": "m", "input": 1000, "output": 1000}]}""");
            using var bench = new ToolBench(new SimulatorOptions { ToolRounds = 99 }, more: $"usage: {{prices: '{prices}'}}\nbudget: {{per_session_usd: 1}}\n");

            var failure = await Assert.ThrowsAsync<MissyException>(
                () => bench.AskAsync("openai", change: request => request with { MaxTokens = 100, MaxToolRounds = 99 }));

            Assert.Equal(ErrorKind.BudgetExceeded, failure.Kind);
            Assert.InRange(bench.Seen.Count, 2, 60);
        }
        finally
        {
            File.Delete(prices);
        }
    }
}
