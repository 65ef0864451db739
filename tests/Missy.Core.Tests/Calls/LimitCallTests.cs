namespace Missy.Tests.Calls;

/// <summary>What stands before a call: limits and budgets; and what is told of it afterwards.</summary>
public sealed class LimitCallTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_over_the_limit_waits_its_turn()
    {
        using var harness = NewHarness("requests_per_minute: 2, max_wait_seconds: 30");
        await harness.AskAsync();
        await harness.AskAsync();

        var third = harness.AskAsync();
        await harness.Clock.WaiterAsync(TimeSpan.FromSeconds(30));
        harness.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(TimeSpan.FromSeconds(30), (await third).Attempts[0].Waited);
        Assert.Equal(["a", "a", "a"], Providers(harness));
    }

    [Fact]
    public async Task Where_the_wait_would_be_too_long_the_fallback_is_asked_and_nobody_is_blamed()
    {
        using var harness = NewHarness("requests_per_minute: 2, max_wait_seconds: 5");
        await harness.AskAsync();
        await harness.AskAsync();

        var third = await harness.AskAsync();

        Assert.Equal(["a", "a", "b"], Providers(harness));
        Assert.Equal(["- RateLimited", "api_key Success"], CallHarness.Told(third.Attempts));
        Assert.Equal(0, harness.Client.GetCircuit("a").Failures);
    }

    [Fact]
    public async Task A_call_that_leaves_the_queue_takes_nothing_with_it()
    {
        using var harness = NewHarness("requests_per_minute: 1, max_wait_seconds: 90");
        await harness.AskAsync();
        using var stop = new CancellationTokenSource();

        var second = harness.AskAsync(null, stop.Token);
        await harness.Clock.WaiterAsync(TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        harness.Clock.Advance(TimeSpan.FromSeconds(60));
        var third = await harness.AskAsync();

        Assert.Equal(TimeSpan.Zero, third.Attempts[0].Waited);
        Assert.Equal(["a", "a"], Providers(harness));
    }

    [Fact]
    public async Task A_probe_that_leaves_the_queue_frees_its_place()
    {
        using var harness = NewHarness("requests_per_minute: 1, max_wait_seconds: 90, fallback: []");
        harness.Fault("503");
        await harness.FailAsync();
        harness.Simulator.ClearFaults();
        harness.Clock.Advance(TimeSpan.FromSeconds(10));
        using var stop = new CancellationTokenSource();

        var probe = harness.AskAsync(null, stop.Token);
        await harness.Clock.WaiterAsync(TimeSpan.FromSeconds(50));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);
        harness.Clock.Advance(TimeSpan.FromSeconds(50));
        await harness.AskAsync();

        Assert.Equal(CircuitState.Closed, harness.Client.GetCircuit("a").State);
    }

    [Fact]
    public async Task The_tokens_of_a_call_that_was_refused_come_back()
    {
        using var harness = NewHarness("tokens_per_minute: 1000, max_tokens: 900, max_wait_seconds: 5, fallback: []", threshold: 9);
        harness.Fault("call=1;503");
        await harness.FailAsync();

        var next = await harness.AskAsync();

        Assert.Equal(TimeSpan.Zero, next.Attempts[0].Waited);
    }

    [Fact]
    public async Task Nothing_is_sent_and_nobody_else_asked_where_a_budget_refuses()
    {
        using var harness = NewHarness("weight: 1", "budget: {per_session_usd: 1, unknown_price: block}");

        var failure = await harness.FailAsync();

        Assert.Equal(ErrorKind.BudgetExceeded, failure.Kind);
        Assert.Empty(harness.Simulator.Requests);
        Assert.Empty(harness.Heard<FallbackUsed>());
    }

    [Fact]
    public async Task The_ledger_has_one_record_of_each_answered_call_with_session_and_tag()
    {
        using var harness = NewHarness("weight: 1");
        var session = await harness.Client.NewSessionAsync(new SessionOptions { Name = "s" }, harness.Caller, Cancellation);
        harness.Fault("path=/v1/messages;call=1-2;503", "path=/v1/chat/completions;call=2;503");

        var first = await harness.AskAsync(request => request with { Session = session, Tag = "nightly" });
        await harness.FailAsync(request => request with { Session = session, Tag = "nightly" });
        var usage = await harness.Client.GetUsageAsync(
            new UsageQuery { By = [UsageGroup.Provider, UsageGroup.Model, UsageGroup.Session, UsageGroup.Tag] }, Cancellation);

        var line = Assert.Single(usage);
        Assert.Equal(("b", "mb", "s", "nightly", 1), (line.Provider, line.Model, line.Session, line.Tag, line.Calls));
        Assert.Equal(first.Usage.TotalTokens, line.TotalTokens);
    }

    private static IEnumerable<string> Providers(CallHarness harness) =>
        harness.Simulator.Requests.Select(request => request.Path == "/v1/messages" ? "a" : "b");

    private static CallHarness NewHarness(string settings, string more = "", int threshold = 1) => new($$"""
        default_provider: a
        providers:
          a: {name: anthropic, model: ma, base_url: 'URL', api_key: test-key-1, {{settings}}}
          b: {name: openai, model: mb, base_url: 'URL/v1', api_key: test-key-2}
        routing: {strategy: off, fallback: [b/mb]}
        reliability: {max_retries: 0}
        health: {failure_threshold: {{threshold}}, recovery_cooldown_secs: 10}
        {{more}}
        """);
}
