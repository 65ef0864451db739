using System.Net;
using Missy.Resilience;
using Missy.Tests.Support;

namespace Missy.Tests.Resilience;

public sealed class RetryLoopTests
{
    private static readonly TimeSpan Own = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _time = new();
    private readonly RetryQuota _quota = new(() => 500);
    private readonly List<(int Number, TimeSpan Waited, TimeSpan At)> _attempts = [];
    private readonly List<RetryDecision> _decisions = [];
    private readonly DateTimeOffset _start = new ManualTimeProvider().GetUtcNow();

    /// <summary>Failures in order, then success; the attempts made, and why it ended.</summary>
    public static TheoryData<string, int, int, string> Series => new()
    {
        { "", 3, 1, "" },
        { "503", 3, 2, "Retry" },
        { "503 500 529", 3, 4, "Retry Retry Retry" },
        { "503 500 529 502", 3, 4, "Retry Retry Retry NoRetriesLeft" },
        { "503", 0, 1, "NoRetriesLeft" },
        { "503 503", 1, 2, "Retry NoRetriesLeft" },
        { "400", 3, 1, "Pointless" },
        { "503 400", 3, 2, "Retry Pointless" },
        { "409", 3, 1, "Pointless" },
        { "409+", 3, 2, "Retry" },
        { "503-", 3, 1, "Pointless" },
        { "401", 3, 1, "Pointless" },
        { "timeout", 3, 2, "Retry" },
        { "timeout timeout", 3, 2, "Retry TimedOutBefore" },
        { "timeout 503 timeout", 3, 3, "Retry Retry TimedOutBefore" },
        { "503 timeout 503", 3, 4, "Retry Retry Retry" },
        { "408 408 408", 3, 4, "Retry Retry Retry" },
    };

    [Theory]
    [MemberData(nameof(Series))]
    public async Task It_goes_on_as_long_as_that_makes_sense(string failures, int maxRetries, int attempts, string verdicts)
    {
        var queue = new Queue<MissyException>(failures.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Failure));
        var all = queue.ToArray();

        var run = RunAsync(Plan() with { MaxRetries = maxRetries }, queue);
        await _time.AdvanceUntilAsync(run, Own);

        Assert.Equal(attempts, _attempts.Count);
        Assert.Equal(verdicts, string.Join(' ', _decisions.Select(decision => decision.Verdict)));
        Assert.Equal(Enumerable.Range(0, attempts), _attempts.Select(attempt => attempt.Number));
        Assert.Equal(Enumerable.Range(0, _decisions.Count), _decisions.Select(decision => decision.Attempt));
        Assert.Equal(all.Take(_decisions.Count), _decisions.Select(decision => decision.Failure));
        if (_decisions.Count == attempts)
        {
            Assert.Same(all[attempts - 1], await Assert.ThrowsAsync<MissyException>(() => run));
        }
        else
        {
            Assert.Equal("answer", await run);
        }
    }

    [Fact]
    public async Task It_waits_exactly_as_decided_and_tells_the_attempt()
    {
        var run = RunAsync(Plan() with { Backoff = new Backoff(Own, TimeSpan.FromSeconds(4), () => 0.5) }, Failures("503", "503", "503"));
        foreach (var wait in (double[])[0.5, 1, 2])
        {
            await _time.WaiterAsync(TimeSpan.FromSeconds(wait));
            _time.Advance(TimeSpan.FromSeconds(wait) - TimeSpan.FromTicks(1));
            Assert.False(run.IsCompleted);
            _time.Advance(TimeSpan.FromTicks(1));
        }

        Assert.Equal("answer", await run);
        Assert.Equal([0, 0.5, 1, 2], _attempts.Select(attempt => attempt.Waited.TotalSeconds));
        Assert.Equal([0, 0.5, 1.5, 3.5], _attempts.Select(attempt => attempt.At.TotalSeconds));
    }

    [Fact]
    public async Task It_obeys_the_service_and_not_a_moment_less()
    {
        var run = RunAsync(Plan(), Failures("429;7"));
        await _time.WaiterAsync(TimeSpan.FromSeconds(7));
        Assert.Single(_attempts);
        _time.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal("answer", await run);
        Assert.Equal(TimeSpan.FromSeconds(7), _attempts[1].Waited);
    }

    [Fact]
    public async Task A_wait_of_nothing_needs_no_clock()
    {
        Assert.Equal("answer", await RunAsync(Plan() with { Backoff = new Backoff(TimeSpan.Zero, TimeSpan.Zero) }, Failures("429;0", "503")));
        Assert.Equal(3, _attempts.Count);
    }

    [Theory]
    [InlineData("429;31", 100)]
    [InlineData("429;10", 10)]
    [InlineData("503", 0.5)]
    public async Task It_gives_up_at_once_when_the_wait_is_too_long(string failure, double timeLeft)
    {
        var failures = Failures(failure);
        var expected = failures.Peek();

        var thrown = await Assert.ThrowsAsync<MissyException>(
            () => RunAsync(Plan() with { TimeLeft = () => TimeSpan.FromSeconds(timeLeft) }, failures));

        Assert.Same(expected, thrown);
        Assert.Single(_attempts);
        Assert.Equal(RetryVerdict.WaitTooLong, Assert.Single(_decisions).Verdict);
        Assert.Equal(0, _quota.Taken);
    }

    [Fact]
    public async Task The_time_left_is_asked_after_each_failure()
    {
        var end = _start + TimeSpan.FromSeconds(2.5);
        var run = RunAsync(Plan() with { TimeLeft = () => end - _time.GetUtcNow() }, Failures("503", "503", "503"));
        for (var retry = 0; retry < 2; retry++)
        {
            await _time.WaiterAsync(Own);
            _time.Advance(Own);
        }

        await Assert.ThrowsAsync<MissyException>(() => run);
        Assert.Equal([RetryVerdict.Retry, RetryVerdict.Retry, RetryVerdict.WaitTooLong], _decisions.Select(decision => decision.Verdict));
    }

    [Fact]
    public async Task A_cancellation_ends_a_wait_at_once()
    {
        using var source = new CancellationTokenSource();
        var run = RunAsync(Plan(), Failures("429;20"), source.Token);
        await _time.WaiterAsync(TimeSpan.FromSeconds(20));

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Single(_attempts);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_cancellation_or_a_fault_within_an_attempt_ends_the_series(int when)
    {
        foreach (var exception in (Exception[])[new OperationCanceledException(), new InvalidOperationException()])
        {
            var attempts = 0;
            var run = RetryLoop.RunAsync<string>(
                (number, _, _) => ++attempts > when ? throw exception : throw Failure("503"), Plan(), TestContext.Current.CancellationToken);
            await _time.AdvanceUntilAsync(run, Own);

            Assert.Same(exception, await Assert.ThrowsAnyAsync<Exception>(() => run));
            Assert.Equal(when + 1, attempts);
        }
    }

    [Fact]
    public async Task The_attempts_get_the_callers_token()
    {
        using var source = new CancellationTokenSource();
        var run = RetryLoop.RunAsync(
            async (number, _, token) =>
            {
                if (number == 0)
                {
                    throw Failure("503");
                }

                await Task.Delay(Timeout.Infinite, token);
                return "";
            },
            Plan() with { Backoff = new Backoff(TimeSpan.Zero, TimeSpan.Zero) },
            source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task An_empty_quota_ends_it_and_a_success_fills_it()
    {
        var capacity = 30;
        var quota = new RetryQuota(() => capacity);
        var plan = Plan() with { Quota = quota, Backoff = new Backoff(TimeSpan.Zero, TimeSpan.Zero), MaxRetries = 10 };

        await Assert.ThrowsAsync<MissyException>(() => RunAsync(plan, Failures("503", "503", "503", "503")));
        Assert.Equal([RetryVerdict.Retry, RetryVerdict.Retry, RetryVerdict.QuotaUsedUp], _decisions.Select(decision => decision.Verdict));
        Assert.Equal(28, quota.Taken);

        await RunAsync(plan, Failures());
        Assert.Equal(27, quota.Taken);
        capacity = 500;
        await RunAsync(plan, Failures("503", "429"));
        Assert.Equal(27 + 14, quota.Taken);
    }

    [Fact]
    public async Task A_last_failure_for_which_no_retry_is_left_takes_nothing_from_the_quota()
    {
        await Assert.ThrowsAsync<MissyException>(() => RunAsync(
            Plan() with { MaxRetries = 1, Backoff = new Backoff(TimeSpan.Zero, TimeSpan.Zero) }, Failures("503", "503")));
        Assert.Equal(14, _quota.Taken);
    }

    private RetryPlan Plan() => new()
    {
        MaxRetries = 3,
        Backoff = new Backoff(Own * 2, Own * 2, () => 0.5),
        Quota = _quota,
        MaxWait = TimeSpan.FromSeconds(30),
        Time = _time,
        Decided = _decisions.Add,
    };

    private Task<string> RunAsync(RetryPlan plan, Queue<MissyException> failures, CancellationToken cancellationToken = default) => RetryLoop.RunAsync(
        async (number, waited, _) =>
        {
            await Task.Yield();
            _attempts.Add((number, waited, _time.GetUtcNow() - _start));
            return failures.TryDequeue(out var failure) ? throw failure : "answer";
        },
        plan,
        cancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    private static Queue<MissyException> Failures(params string[] failures) => new(failures.Select(Failure));

    // A status, "timeout" for one of our own, then + or - for x-should-retry, or ; and the seconds of Retry-After.
    private static MissyException Failure(string text)
    {
        if (text == "timeout")
        {
            return new MissyException(ErrorKind.Timeout, text);
        }

        var status = int.Parse(text[..3], System.Globalization.CultureInfo.InvariantCulture);
        var kind = status switch
        {
            400 or 409 => ErrorKind.InvalidRequest,
            401 => ErrorKind.Authentication,
            408 => ErrorKind.Timeout,
            429 => ErrorKind.RateLimited,
            529 => ErrorKind.Overloaded,
            _ => ErrorKind.Unavailable,
        };
        return new MissyException(kind, text)
        {
            Status = (HttpStatusCode)status,
            ShouldRetry = text[^1] switch { '+' => true, '-' => false, _ => null },
            RetryAfter = text.Contains(';', StringComparison.Ordinal)
                ? TimeSpan.FromSeconds(int.Parse(text[4..], System.Globalization.CultureInfo.InvariantCulture))
                : null,
        };
    }
}
