namespace Missy.Tests.Calls;

/// <summary>What calls do to a provider's breaker, and what it does to them; and what bounds a call.</summary>
public sealed class CircuitCallTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_series_of_retries_is_one_failure_and_an_open_circuit_is_not_asked()
    {
        using var harness = NewHarness();
        harness.Fault("503");

        await harness.FailAsync();
        var after = harness.Client.GetCircuit("it");
        await harness.FailAsync();
        var rejected = await harness.FailAsync();

        Assert.Equal((CircuitState.Closed, 1), (after.State, after.Failures));
        Assert.Equal([new CircuitChanged("it", CircuitState.Closed, CircuitState.Open, ErrorKind.Unavailable)], harness.Heard<CircuitChanged>());
        Assert.Equal(ErrorKind.CircuitOpen, rejected.Kind);
        Assert.Equal(4, harness.Simulator.Requests.Count);
    }

    [Fact]
    public async Task After_the_cool_down_one_call_alone_asks_again()
    {
        using var harness = await OpenAsync();
        harness.Fault("call=1;latency=5000");

        var probe = harness.AskAsync();
        await harness.Simulator.WaitForRequestAsync(1, Cancellation);
        var beside = await harness.FailAsync();
        await harness.Clock.WaiterAsync(TimeSpan.FromSeconds(5));
        harness.Clock.Advance(TimeSpan.FromSeconds(5));
        await probe;

        Assert.Equal(ErrorKind.CircuitOpen, beside.Kind);
        Assert.Single(harness.Simulator.Requests);
        Assert.Equal(CircuitState.Closed, harness.Client.GetCircuit("it").State);
        Assert.Equal(
            [CircuitState.Open, CircuitState.HalfOpen, CircuitState.Closed], harness.Heard<CircuitChanged>().Select(change => change.To));
    }

    [Theory]
    [InlineData(false, "no-answer")]
    [InlineData(true, "no-answer")]
    [InlineData(true, "stall;after=0")]
    [InlineData(false, "429;retry-after=9")]
    public async Task A_cancelled_probe_frees_its_place(bool stream, string fault)
    {
        using var harness = await OpenAsync();
        harness.Fault($"call=1;{fault}");
        using var stop = new CancellationTokenSource();

        Task probe = stream ? harness.StreamAsync(null, stop.Token) : harness.AskAsync(null, stop.Token);
        await (fault.StartsWith("429", StringComparison.Ordinal)
            ? harness.Clock.WaiterAsync(TimeSpan.FromSeconds(9))
            : harness.Simulator.WaitForRequestAsync(1, Cancellation));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);
        harness.Clock.Advance(TimeSpan.FromSeconds(9));
        await harness.AskAsync();

        Assert.Equal(2, harness.Simulator.Requests.Count);
        Assert.Equal(CircuitState.Closed, harness.Client.GetCircuit("it").State);
    }

    [Fact]
    public async Task A_probe_that_is_left_after_its_first_words_frees_its_place()
    {
        using var harness = await OpenAsync();

        await foreach (var _ in harness.Client.StreamAsync(Client.ClientHarness.Question("Hello."), harness.Caller, Cancellation))
        {
            break;
        }

        await harness.AskAsync();
        Assert.Equal(CircuitState.Closed, harness.Client.GetCircuit("it").State);
    }

    [Theory]
    [InlineData("400")]
    [InlineData("401")]
    [InlineData("402")]
    [InlineData("404")]
    [InlineData("409")]
    [InlineData("422")]
    [InlineData("429;retry-after=600")]
    [InlineData("context-length")]
    public async Task What_the_request_or_its_key_did_is_no_failure_of_the_provider(string fault)
    {
        using var harness = NewHarness(threshold: 1);
        harness.Fault(fault);

        await harness.FailAsync();

        Assert.Equal((CircuitState.Closed, 0), (harness.Client.GetCircuit("it").State, harness.Client.GetCircuit("it").Failures));
    }

    [Fact]
    public async Task A_stream_cut_after_its_first_words_is_one_failure()
    {
        using var harness = NewHarness();
        harness.Fault("cut-stream;deltas=1");

        var failure = await Assert.ThrowsAsync<MissyException>(() => harness.StreamAsync());

        Assert.Equal(ErrorKind.Truncated, failure.Kind);
        Assert.NotEmpty(failure.PartialText!);
        Assert.Equal(["api_key Truncated"], CallHarness.Told(failure.Attempts));
        Assert.Equal(1, harness.Client.GetCircuit("it").Failures);
        Assert.Single(harness.Simulator.Requests);
    }

    [Theory]
    [InlineData(false, "no-answer")]
    [InlineData(true, "no-answer")]
    [InlineData(true, "stall;deltas=1")]
    public async Task The_calls_own_time_ends_it_with_its_attempts_and_counts_for_nobody(bool stream, string fault)
    {
        using var harness = NewHarness(threshold: 1);
        harness.Fault(fault);

        Task call = stream ? harness.StreamAsync(InFiveSeconds) : harness.AskAsync(InFiveSeconds);
        await harness.Simulator.WaitForRequestAsync(1, Cancellation);
        await harness.Clock.AdvanceUntilAsync(call, TimeSpan.FromMilliseconds(500));
        var failure = await Assert.ThrowsAsync<MissyException>(() => call);

        Assert.Equal(ErrorKind.Timeout, failure.Kind);
        Assert.Equal(["api_key Cancelled"], CallHarness.Told(failure.Attempts));
        Assert.Equal((CircuitState.Closed, 0), (harness.Client.GetCircuit("it").State, harness.Client.GetCircuit("it").Failures));
        Assert.Single(harness.Simulator.Requests);
    }

    [Fact]
    public async Task A_wait_that_the_calls_time_has_no_room_for_is_not_begun()
    {
        using var harness = NewHarness();
        harness.Fault("429;retry-after=6");

        var failure = await harness.FailAsync(InFiveSeconds);

        Assert.Equal((ErrorKind.RateLimited, TimeSpan.FromSeconds(6)), (failure.Kind, failure.RetryAfter));
        Assert.Single(harness.Simulator.Requests);
    }

    private static AskRequest InFiveSeconds(AskRequest request) => request with { Timeout = TimeSpan.FromSeconds(5) };

    private static async Task<CallHarness> OpenAsync()
    {
        var harness = NewHarness();
        harness.Fault("503");
        await harness.FailAsync();
        await harness.FailAsync();
        harness.Simulator.ClearFaults();
        harness.Simulator.ClearRequests();
        harness.Clock.Advance(TimeSpan.FromSeconds(60));
        return harness;
    }

    private static CallHarness NewHarness(int threshold = 2) => new($$"""
        providers:
          it: {name: openai, model: m, base_url: 'URL/v1', api_key: test-key-1}
        reliability: {max_retries: 1}
        health: {failure_threshold: {{threshold}}, recovery_cooldown_secs: 60}
        """);
}
