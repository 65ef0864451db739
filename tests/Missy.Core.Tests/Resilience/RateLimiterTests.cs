using Missy.Chat;
using Missy.Configuration;
using Missy.Resilience;
using Missy.Tests.Support;

namespace Missy.Tests.Resilience;

public sealed class RateLimiterTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_minutes_worth_goes_through_at_once_and_the_rest_as_it_flows_in()
    {
        var limiter = Limiter(requests: 6);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(TimeSpan.Zero, (await limiter.AcquireAsync(1, Patience, Cancellation)).Waited);
        }

        var seventh = Ask(limiter, 1);
        _clock.Advance(TimeSpan.FromMilliseconds(9_999));
        Assert.False(seventh.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(TimeSpan.FromSeconds(10), (await seventh).Waited);
    }

    [Fact]
    public async Task It_never_holds_more_than_a_minutes_worth()
    {
        var limiter = Limiter(tokens: 600);
        _clock.Advance(TimeSpan.FromDays(30));

        await limiter.AcquireAsync(600, Patience, Cancellation);
        var next = Ask(limiter, 10);
        _clock.Advance(TimeSpan.FromMilliseconds(999));

        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await next;
    }

    [Fact]
    public async Task Both_limits_hold()
    {
        var limiter = Limiter(requests: 60, tokens: 600);
        await limiter.AcquireAsync(600, Patience, Cancellation);

        var next = Ask(limiter, 50);
        _clock.Advance(TimeSpan.FromSeconds(4.999));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        await next;
    }

    [Fact]
    public async Task Turns_come_in_the_order_of_asking_even_where_a_later_call_would_fit()
    {
        var limiter = Limiter(tokens: 600);
        await limiter.AcquireAsync(500, Patience, Cancellation);
        var large = Ask(limiter, 200);
        var small = Ask(limiter, 1);

        Assert.False(small.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await large;
        Assert.False(small.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        await small;
    }

    [Fact]
    public async Task A_call_that_could_never_fit_fails_at_once_as_our_own_limit()
    {
        var limiter = Limiter(tokens: 600);
        await limiter.AcquireAsync(600, Patience, Cancellation);

        var failure = await Assert.ThrowsAsync<MissyException>(() => Ask(limiter, 601));

        Assert.Equal((ErrorKind.RateLimited, true, "it", null), (failure.Kind, failure.IsOwnLimit, failure.Provider, failure.Status));
        Assert.Contains("601", failure.Message, StringComparison.Ordinal);
        Assert.Contains("tokens_per_minute of providers.it", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_whose_turn_cannot_come_in_time_fails_at_once_and_says_how_long_it_would_take()
    {
        var limiter = Limiter(requests: 1);
        await limiter.AcquireAsync(0, Patience, Cancellation);

        var failure = await Assert.ThrowsAsync<MissyException>(() => Ask(limiter, 0));

        Assert.True(failure.IsOwnLimit);
        Assert.Equal(TimeSpan.FromMinutes(1), failure.RetryAfter);
        Assert.Contains("(1 request a minute)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("60 s", failure.Message, StringComparison.Ordinal);
        Assert.Contains("max_wait_seconds", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_queue_counts_for_how_long_a_call_would_wait()
    {
        var limiter = Limiter(requests: 6);
        await TakeAsync(limiter, 6);
        var waiting = Enumerable.Range(0, 3).Select(_ => Ask(limiter, 0)).ToList();

        // The fourth would be served after 40 seconds.
        await Assert.ThrowsAsync<MissyException>(() => Ask(limiter, 0));

        _clock.Advance(TimeSpan.FromSeconds(30));
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task A_call_that_waits_for_what_others_may_give_back_fails_when_its_time_is_over()
    {
        var limiter = Limiter(tokens: 60);
        using var lease = await limiter.AcquireAsync(60, Patience, Cancellation);
        var waiting = Ask(limiter, 60);

        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        var failure = await Assert.ThrowsAsync<MissyException>(() => waiting);
        Assert.Equal(TimeSpan.FromSeconds(30), failure.RetryAfter);
    }

    [Fact]
    public async Task Who_gives_up_makes_room_for_the_next()
    {
        var limiter = Limiter(tokens: 60);
        await limiter.AcquireAsync(50, Patience, Cancellation);
        using var first = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var large = limiter.AcquireAsync(40, Patience, first.Token).AsTask();
        var small = Ask(limiter, 10);

        await first.CancelAsync();

        await Assert.ThrowsAsync<TaskCanceledException>(() => large);
        Assert.Equal(TimeSpan.Zero, (await small).Waited);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_already_takes_nothing()
    {
        var limiter = Limiter(requests: 1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => limiter.AcquireAsync(0, Patience, new CancellationToken(canceled: true)).AsTask());

        await limiter.AcquireAsync(0, Patience, Cancellation);
    }

    [Fact]
    public async Task What_was_charged_too_much_comes_back_and_wakes_who_waits_for_it()
    {
        var limiter = Limiter(tokens: 100);
        var lease = await limiter.AcquireAsync(100, Patience, Cancellation);
        var waiting = Ask(limiter, 70);

        lease.Settle(new TokenUsage(20, 10));

        await waiting;
        Assert.False(Ask(limiter, 1).IsCompleted);
    }

    [Fact]
    public async Task What_was_charged_too_little_is_taken_later()
    {
        var limiter = Limiter(tokens: 60);
        (await limiter.AcquireAsync(10, Patience, Cancellation)).Settle(new TokenUsage(50, 20));

        var next = Ask(limiter, 10);
        _clock.Advance(TimeSpan.FromSeconds(19.999));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        await next;
    }

    [Fact]
    public async Task A_debt_is_paid_within_two_minutes_however_large_it_was()
    {
        var limiter = Limiter(tokens: 60);
        (await limiter.AcquireAsync(1, Patience, Cancellation)).Settle(new TokenUsage(int.MaxValue - 1, 1));

        _clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(TimeSpan.Zero, (await limiter.AcquireAsync(60, Patience, Cancellation)).Waited);
    }

    [Fact]
    public async Task Settlements_may_come_in_any_order_and_count_once()
    {
        var limiter = Limiter(tokens: 100);
        var leases = new List<LimiterLease>();
        for (var i = 0; i < 4; i++)
        {
            leases.Add(await limiter.AcquireAsync(25, Patience, Cancellation));
        }

        leases[3].Settle(new TokenUsage(5, 0));
        leases[1].Settle(new TokenUsage(5, 0));
        leases[1].Cancel();
        leases[1].Dispose();

        await limiter.AcquireAsync(40, Patience, Cancellation);
        Assert.False(Ask(limiter, 1).IsCompleted);
    }

    [Fact]
    public async Task A_lease_that_ends_without_a_word_keeps_its_estimate()
    {
        var limiter = Limiter(tokens: 100);
        (await limiter.AcquireAsync(50, Patience, Cancellation)).Dispose();
        (await limiter.AcquireAsync(50, Patience, Cancellation)).Settle(TokenUsage.None);

        Assert.False(Ask(limiter, 1).IsCompleted);
    }

    [Fact]
    public async Task A_call_that_failed_gives_its_tokens_back_but_was_a_request()
    {
        var limiter = Limiter(requests: 2, tokens: 100);

        (await limiter.AcquireAsync(100, Patience, Cancellation)).Fail();

        Assert.Equal(TimeSpan.Zero, (await limiter.AcquireAsync(100, Patience, Cancellation)).Waited);
        Assert.False(Ask(limiter, 0).IsCompleted);
    }

    [Fact]
    public async Task A_call_that_sent_nothing_gives_its_request_back()
    {
        var limiter = Limiter(requests: 1, tokens: 100);

        (await limiter.AcquireAsync(100, Patience, Cancellation)).Cancel();

        Assert.Equal(TimeSpan.Zero, (await limiter.AcquireAsync(100, Patience, Cancellation)).Waited);
    }

    [Fact]
    public async Task Many_threads_get_no_more_than_there_is()
    {
        var limiter = Limiter(requests: 100, tokens: 1000);

        // The clock stands still until all have asked.
        var calls = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => Task.Run(() => (Call: Ask(limiter, 20), 0))));
        var all = Task.WhenAll(calls.Select(asked => asked.Call));
        await _clock.AdvanceUntilAsync(all, TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<MissyException>(() => all);

        // 50 at once, then 25 in each 30 seconds for those who still wait: nobody waits longer.
        var granted = calls.Where(asked => asked.Call.IsCompletedSuccessfully).Select(asked => asked.Call.Result).ToList();
        Assert.Equal(50, granted.Count(lease => lease.Waited == TimeSpan.Zero));
        Assert.All(granted, lease => Assert.InRange(lease.Waited, TimeSpan.Zero, Patience));
        Assert.All(calls.Where(asked => asked.Call.IsFaulted), asked => Assert.IsType<MissyException>(asked.Call.Exception!.InnerException));
    }

    [Fact]
    public async Task Without_limits_nothing_is_waited_for_or_allocated()
    {
        var limiters = new RateLimiters(_clock);
        var provider = new ProviderConfig { Name = "it", Wire = "openai" };
        var request = Samples.Ask(Samples.User("hi"));
        await limiters.AcquireAsync(provider, request, Cancellation);

        ValueTask<LimiterLease> lease = default;
        Assert.Equal(0, Allocation.Of(() => lease = limiters.AcquireAsync(provider, request, Cancellation)));
        Assert.Same(LimiterLease.None, await lease);
    }

    [Fact]
    public async Task A_configuration_that_is_read_again_goes_on_with_the_same_limiter()
    {
        var limiters = new RateLimiters(_clock);
        var provider = new ProviderConfig { Name = "it", Wire = "openai", RequestsPerMinute = 1, MaxWait = TimeSpan.Zero };
        var request = Samples.Ask(Samples.User("hi"));
        await limiters.AcquireAsync(provider, request, Cancellation);

        await Assert.ThrowsAsync<MissyException>(
            () => limiters.AcquireAsync(provider with { Name = "IT", Model = "other" }, request, Cancellation).AsTask());

        await limiters.AcquireAsync(provider with { RequestsPerMinute = 2 }, request, Cancellation);
        await limiters.AcquireAsync(provider with { Name = "other" }, request, Cancellation);
    }

    [Fact]
    public void The_mark_of_our_own_limit_survives_redaction()
    {
        Missy.Network.Redactor.Process.Learn("test-key-of-a-limit");
        var failure = new MissyException(ErrorKind.RateLimited, "test-key-of-a-limit") { IsOwnLimit = true };

        Assert.True(Missy.Network.Redactor.Process.Clean(failure).IsOwnLimit);
    }

    private static async Task<LimiterLease> Ask(RateLimiter limiter, long tokens) => await limiter.AcquireAsync(tokens, Patience, Cancellation);

    private static async Task TakeAsync(RateLimiter limiter, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await limiter.AcquireAsync(0, Patience, Cancellation);
        }
    }

    private RateLimiter Limiter(int requests = 0, int tokens = 0) => new("it", requests, tokens, _clock);
}
