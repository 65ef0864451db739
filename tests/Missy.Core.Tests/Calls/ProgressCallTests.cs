using System.Runtime.InteropServices;

namespace Missy.Tests.Calls;

/// <summary>What a call says of itself while it goes on.</summary>
public sealed class ProgressCallTests
{
    [Fact]
    public async Task A_call_that_is_answered_at_once_tells_its_one_request()
    {
        using var harness = NewHarness();

        Assert.Equal([new CallStage(CallStep.Answer, "a", "ma", 1, 4)], await HearAsync(harness));
    }

    [Fact]
    public async Task A_retry_tells_when_it_comes_and_why()
    {
        using var harness = NewHarness();
        harness.Fault("call=1;503;retry-after=12");

        var heard = await HearAsync(harness, waits: TimeSpan.FromSeconds(12));

        Assert.Equal(
            [
                new CallStage(CallStep.Answer, "a", "ma", 1, 4),
                new CallStage(CallStep.Retry, "a", "ma", 2, 4, harness.Clock.GetUtcNow(), "Unavailable"),
                new CallStage(CallStep.Answer, "a", "ma", 2, 4),
            ],
            heard);
    }

    [Fact]
    public async Task Waiting_for_the_own_limits_is_told()
    {
        using var harness = NewHarness("requests_per_minute: 2");
        await harness.AskAsync();
        await harness.AskAsync();

        Assert.Equal([CallStep.Leave, CallStep.Answer], Steps(await HearAsync(harness, waits: TimeSpan.FromSeconds(30))));
    }

    [Fact]
    public async Task Waiting_for_keys_that_rest_is_told_with_its_end()
    {
        using var harness = NewHarness(more: "reliability: {max_retries: 0}");
        harness.Fault("call=1;429;retry-after=20");
        await harness.FailAsync();

        var heard = await HearAsync(harness, waits: TimeSpan.FromSeconds(20));

        Assert.Equal([CallStep.Rest, CallStep.Answer], Steps(heard));
        Assert.Equal(harness.Clock.GetUtcNow(), heard[0].Until);
    }

    [Fact]
    public async Task Waiting_for_a_key_that_a_command_gives_is_told()
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        using var harness = NewHarness(key: $"cmd:\"{dotnet}\" --version");

        Assert.Equal([CallStep.Key, CallStep.Answer], Steps(await HearAsync(harness)));
        Assert.Equal(AuthStatus.Configured, (await harness.Client.GetProviderAsync("a", harness.Caller, ask: false, TestContext.Current.CancellationToken)).AuthStatus);
    }

    [Fact]
    public async Task A_fallback_is_told_by_its_name()
    {
        using var harness = NewHarness(more: "reliability: {max_retries: 0}");
        harness.Fault("path=/v1/messages;500");

        Assert.Equal(["a", "b"], (await HearAsync(harness, request => request with { Fallback = ["b/mb"] })).Select(stage => stage.Provider));
    }

    [Fact]
    public async Task A_provider_that_answers_or_fails_is_counted()
    {
        using var harness = NewHarness();
        harness.Fault("path=/v1/messages;500", "path=/v1/models;call=1;500");
        var counts = new Heard<WorkDone>();

        await harness.Client.GetProvidersAsync(harness.Caller, ask: true, TestContext.Current.CancellationToken, counts);

        Assert.Equal([new WorkDone(1, 2), new WorkDone(2, 2)], counts.All);
    }

    [Fact]
    public async Task A_list_that_comes_or_not_is_counted()
    {
        using var harness = NewHarness();
        harness.Fault("call=1;500");
        var counts = new Heard<WorkDone>();

        await harness.Client.RefreshModelsAsync(harness.Client.Registry.Providers, staleOnly: false, TestContext.Current.CancellationToken, counts);

        Assert.Equal([new WorkDone(1, 2), new WorkDone(2, 2)], counts.All);
    }

    [Fact]
    public async Task A_listener_that_throws_while_leave_is_waited_for_leaves_the_circuits_probe_to_the_next_call()
    {
        using var harness = NewHarness(
            "requests_per_minute: 2, max_wait_seconds: 100", "reliability: {max_retries: 0}\nhealth: {failure_threshold: 1, recovery_cooldown_secs: 1}");
        harness.Fault("call=2;500");
        await harness.AskAsync();
        await harness.FailAsync();
        harness.Clock.Advance(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAsync<NotSupportedException>(() => harness.AskAsync(request => request with { Progress = new Thrower() }));
        harness.Clock.Advance(TimeSpan.FromSeconds(60));
        var answer = await harness.AskAsync();

        Assert.Equal("Success", Assert.Single(answer.Attempts).Outcome);
        Assert.Equal(3, harness.Simulator.Requests.Count);
    }

    private static async Task<IReadOnlyList<CallStage>> HearAsync(
        CallHarness harness, Func<AskRequest, AskRequest>? change = null, TimeSpan? waits = null)
    {
        var heard = new Heard<CallStage>();
        var call = harness.AskAsync(request => (change?.Invoke(request) ?? request) with { Progress = heard });
        if (waits is { } wait)
        {
            await harness.Clock.WaiterAsync(wait);
            harness.Clock.Advance(wait);
        }

        await call;
        return heard.All;
    }

    private static IEnumerable<CallStep> Steps(IEnumerable<CallStage> stages) => stages.Select(stage => stage.Step);

    private static CallHarness NewHarness(string settings = "weight: 1", string more = "reliability: {max_retries: 3}", string key = "test-key-1") => new($$"""
        default_provider: a
        providers:
          a: {name: anthropic, model: ma, base_url: 'URL', api_key: '{{key}}', {{settings}}}
          b: {name: openai, model: mb, base_url: 'URL/v1', api_key: test-key-2}
        routing: {strategy: off}
        {{more}}
        """);

    private sealed class Thrower : IProgress<CallStage>
    {
        public void Report(CallStage value) => throw new NotSupportedException();
    }

    private sealed class Heard<T> : IProgress<T>
    {
        private readonly List<T> _all = [];

        public IReadOnlyList<T> All
        {
            get
            {
                lock (_all)
                {
                    return [.. _all];
                }
            }
        }

        public void Report(T value)
        {
            lock (_all)
            {
                _all.Add(value);
            }
        }
    }
}
