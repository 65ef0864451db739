namespace Missy.Tests.Calls;

/// <summary>Which keys the requests of a call carry on the wire.</summary>
public sealed class KeyCallTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("429;retry-after=60", ErrorKind.RateLimited, KeyState.Cooling)]
    [InlineData("429", ErrorKind.RateLimited, KeyState.Cooling)]
    [InlineData("401", ErrorKind.Authentication, KeyState.Bad)]
    [InlineData("403", ErrorKind.PermissionDenied, KeyState.Bad)]
    [InlineData("402", ErrorKind.QuotaExceeded, KeyState.OutOfQuota)]
    [InlineData("insufficient-quota", ErrorKind.QuotaExceeded, KeyState.OutOfQuota)]
    [InlineData("credit-balance", ErrorKind.QuotaExceeded, KeyState.OutOfQuota, "anthropic")]
    [InlineData("error-body;error=insufficient-quota", ErrorKind.QuotaExceeded, KeyState.OutOfQuota)]
    public async Task The_second_request_carries_the_second_key_and_so_does_the_next_call(string fault, ErrorKind kind, KeyState state, string wire = "openai")
    {
        using var harness = NewHarness(2, "max_retries: 0", wire: wire);
        harness.Fault($"key=test-key-1;{fault}");

        var first = await harness.AskAsync();
        await harness.AskAsync();

        Assert.Equal([1, 2, 2], harness.SentKeys);
        Assert.Equal([$"k1 {kind}", "k2 Success"], CallHarness.Told(first.Attempts));
        Assert.Equal([new KeyRotated("it", "k1", "k2", kind.ToString())], harness.Heard<KeyRotated>());
        Assert.Equal([state, KeyState.Ready], await StatesAsync(harness));
    }

    [Theory]
    [InlineData("429;retry-after=60")]
    [InlineData("401")]
    [InlineData("402")]
    public async Task Every_key_has_its_turn_at_once_whatever_the_retries(string fault)
    {
        using var harness = NewHarness(5, "max_retries: 0");
        harness.Fault([.. Enumerable.Range(1, 4).Select(number => $"key=test-key-{number};{fault}")]);

        await harness.AskAsync();

        Assert.Equal([1, 2, 3, 4, 5], harness.SentKeys);
    }

    [Fact]
    public async Task No_key_is_tried_twice_when_none_is_left()
    {
        using var harness = NewHarness(3, "max_retries: 3");
        harness.Fault("401");

        var failure = await harness.FailAsync();

        Assert.Equal(ErrorKind.Authentication, failure.Kind);
        Assert.Equal([1, 2, 3], harness.SentKeys);
    }

    [Fact]
    public async Task A_key_for_other_models_is_passed_over()
    {
        using var harness = new CallHarness("""
            providers:
              it: {name: openai, model: m, base_url: 'URL/v1', api_keys: [test-key-1, {key: test-key-2, models: ['x-*']}, test-key-3]}
            reliability: {max_retries: 0}
            """);
        harness.Fault("key=test-key-1;401");

        await harness.AskAsync();

        Assert.Equal([1, 3], harness.SentKeys);
    }

    [Fact]
    public async Task Round_robin_goes_on_from_call_to_call_past_the_keys_that_rest()
    {
        using var harness = NewHarness(3, "max_retries: 0", "key_rotation_strategy: round_robin");
        harness.Fault("key=test-key-2;429;retry-after=60");

        for (var call = 0; call < 4; call++)
        {
            await harness.AskAsync();
        }

        Assert.Equal([1, 2, 3, 1, 3], harness.SentKeys);
    }

    [Fact]
    public async Task A_late_429_marks_the_key_that_it_came_for()
    {
        using var harness = NewHarness(2, "max_retries: 0");
        harness.Fault("call=1;429;retry-after=60;latency=5000");
        var late = harness.AskAsync();
        await harness.Simulator.WaitForRequestAsync(1, Cancellation);
        harness.Client.SwitchKey("it");
        await harness.AskAsync();

        await harness.Clock.WaiterAsync(TimeSpan.FromSeconds(5));
        harness.Clock.Advance(TimeSpan.FromSeconds(5));
        await late;

        Assert.Equal([1, 2, 2], harness.SentKeys);
        Assert.Equal([KeyState.Cooling, KeyState.Ready], await StatesAsync(harness));
    }

    [Fact]
    public async Task A_single_key_waits_exactly_as_long_as_the_service_asks()
    {
        using var harness = NewHarness(1, "max_retries: 1");
        harness.Fault("call=1;429;retry-after=7");

        var call = harness.AskAsync();
        await harness.Clock.WaiterAsync(TimeSpan.FromSeconds(7));
        harness.Clock.Advance(TimeSpan.FromSeconds(7) - TimeSpan.FromTicks(1));
        var before = call.IsCompleted;
        harness.Clock.Advance(TimeSpan.FromTicks(1));
        var answer = await call;

        Assert.False(before);
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(7)], answer.Attempts.Select(attempt => attempt.Waited));
        Assert.Equal([1, 1], harness.SentKeys);
    }

    [Theory]
    [InlineData("429;retry-after=20")]
    [InlineData("429;retry-after=huge")]
    [InlineData("401")]
    [InlineData("402")]
    public async Task The_key_that_can_be_used_first_decides_the_wait_and_not_the_last_one(string last)
    {
        using var harness = NewHarness(2, "max_retries: 1");
        harness.Fault("key=test-key-1;call=1;429;retry-after=4", $"key=test-key-2;{last}");

        var call = harness.AskAsync();
        await harness.Clock.WaiterAsync(TimeSpan.FromSeconds(4));
        harness.Clock.Advance(TimeSpan.FromSeconds(4));
        await call;

        Assert.Equal([1, 2, 1], harness.SentKeys);
    }

    [Fact]
    public async Task A_key_that_rests_since_an_earlier_call_is_waited_for_too()
    {
        using var harness = NewHarness(2, "max_retries: 1");
        harness.Fault("key=test-key-1;call=1;429;retry-after=4", "key=test-key-2;call=2;429;retry-after=20");
        await harness.AskAsync();

        var call = harness.AskAsync();
        await harness.Clock.WaiterAsync(TimeSpan.FromSeconds(4));
        harness.Clock.Advance(TimeSpan.FromSeconds(4));
        await call;

        Assert.Equal([1, 2, 2, 1], harness.SentKeys);
    }

    [Fact]
    public async Task A_call_waits_for_the_first_of_the_resting_keys()
    {
        using var harness = await RestingAsync("max_wait_seconds: 3");

        var call = harness.AskAsync();
        await harness.Clock.WaiterAsync(TimeSpan.FromSeconds(3));
        harness.Clock.Advance(TimeSpan.FromSeconds(3));
        var answer = await call;

        Assert.Equal([1, 2, 2], harness.SentKeys);
        Assert.Equal(TimeSpan.FromSeconds(3), Assert.Single(answer.Attempts).Waited);
    }

    [Fact]
    public async Task It_waits_no_longer_than_it_may()
    {
        using var harness = await RestingAsync("max_wait_seconds: 2");

        var failure = await harness.FailAsync();

        Assert.Equal((ErrorKind.RateLimited, TimeSpan.FromSeconds(3)), (failure.Kind, failure.RetryAfter));
        Assert.Equal(["- RateLimited"], CallHarness.Told(failure.Attempts));
        Assert.Equal([1, 2], harness.SentKeys);
    }

    [Fact]
    public async Task A_wait_for_a_key_ends_with_the_call()
    {
        using var harness = await RestingAsync("max_wait_seconds: 3");
        using var stop = new CancellationTokenSource();

        var call = harness.AskAsync(null, stop.Token);
        await harness.Clock.WaiterAsync(TimeSpan.FromSeconds(3));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal([1, 2], harness.SentKeys);
    }

    [Theory]
    [InlineData("503;should-retry=false", ErrorKind.Unavailable, 1)]
    [InlineData("409", ErrorKind.InvalidRequest, 1)]
    [InlineData("call=1;409;should-retry=true", null, 2)]
    [InlineData("call=1;400;should-retry=true", null, 2)]
    [InlineData("call=1-3;503", null, 4)]
    [InlineData("503", ErrorKind.Unavailable, 4)]
    public async Task The_services_word_on_another_attempt_is_obeyed(string fault, ErrorKind? kind, int requests)
    {
        using var harness = NewHarness(1, "max_retries: 3");
        harness.Fault(fault);

        var failure = await Record.ExceptionAsync(() => harness.AskAsync());

        Assert.Equal(kind, (failure as MissyException)?.Kind);
        Assert.Equal(requests, harness.Simulator.Requests.Count);
    }

    private static async Task<CallHarness> RestingAsync(string settings)
    {
        var harness = NewHarness(2, "max_retries: 0", settings);
        harness.Fault("key=test-key-1;call=1;429;retry-after=5", "key=test-key-2;call=1;429;retry-after=3");
        await harness.FailAsync();
        return harness;
    }

    private static CallHarness NewHarness(int keys, string reliability, string settings = "weight: 1", string wire = "openai")
    {
        var entries = string.Join(", ", Enumerable.Range(1, keys).Select(number => $"{{key: test-key-{number}, name: k{number}}}"));
        return new CallHarness($$"""
            providers:
              it: {name: {{wire}}, model: m, base_url: 'URL{{(wire == "openai" ? "/v1" : "")}}', api_keys: [{{entries}}], {{settings}}}
            reliability: { {{reliability}} }
            """);
    }

    private static async Task<IEnumerable<KeyState>> StatesAsync(CallHarness harness)
    {
        var provider = await harness.Client.GetProviderAsync("it", harness.Caller, ask: false, Cancellation);
        return provider.Keys.Select(key => key.State);
    }
}
