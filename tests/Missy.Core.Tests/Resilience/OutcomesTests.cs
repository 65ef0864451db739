using System.Net;
using Missy.Resilience;

namespace Missy.Tests.Resilience;

/// <summary>What follows from each failure: the rows that services send, then what holds for every combination.</summary>
public sealed class OutcomesTests
{
    private static readonly int?[] Statuses = [null, 200, 302, 400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 422, 425, 429, 500, 501, 502, 503, 504, 529, 599];

    /// <summary>Kind, status, service's code, x-should-retry, permanent; then: again, once, cost, key, breaker, next.</summary>
    public static TheoryData<ErrorKind, int?, string?, bool?, bool, string> Rows => new()
    {
        { ErrorKind.Authentication, 401, null, null, false, "key=Rejected next=Any" },
        { ErrorKind.Authentication, 200, "invalid_api_key", null, false, "key=Rejected next=Any" },
        { ErrorKind.Authentication, null, null, null, false, "key=Rejected next=Any" },
        { ErrorKind.PermissionDenied, 403, null, null, false, "key=Rejected next=Any" },
        { ErrorKind.Authentication, 401, null, true, false, "key=Rejected next=Any" },
        { ErrorKind.QuotaExceeded, 402, null, null, false, "key=OutOfQuota next=Any" },
        { ErrorKind.QuotaExceeded, 429, "insufficient_quota", null, false, "key=OutOfQuota next=Any" },
        { ErrorKind.QuotaExceeded, 400, "billing_error", null, false, "key=OutOfQuota next=Any" },
        { ErrorKind.QuotaExceeded, 429, "insufficient_quota", true, false, "key=OutOfQuota next=Any" },
        { ErrorKind.RateLimited, 429, null, null, false, "again cost=5 key=Cools next=Any" },
        { ErrorKind.RateLimited, 200, "rate_limit_error", null, false, "again cost=5 key=Cools next=Any" },
        { ErrorKind.RateLimited, 429, null, false, false, "key=Cools next=Any" },
        { ErrorKind.RateLimited, 429, null, true, false, "again cost=5 key=Cools next=Any" },
        { ErrorKind.RateLimited, null, null, null, false, "next=Any" },
        { ErrorKind.Unavailable, 500, null, null, false, "again cost=14 breaker next=Any" },
        { ErrorKind.Unavailable, 502, null, null, false, "again cost=14 breaker next=Any" },
        { ErrorKind.Unavailable, 503, null, true, false, "again cost=14 breaker next=Any" },
        { ErrorKind.Unavailable, 503, null, false, false, "breaker next=Any" },
        { ErrorKind.Unavailable, 200, "api_error", null, false, "again cost=14 breaker next=Any" },
        { ErrorKind.Unavailable, null, null, null, false, "again cost=14 breaker next=Any" },
        { ErrorKind.Unavailable, null, null, null, true, "breaker next=Any" },
        { ErrorKind.Overloaded, 529, "overloaded_error", null, false, "again cost=14 breaker next=Any" },
        { ErrorKind.Timeout, 408, null, null, false, "again cost=14 breaker next=Any" },
        { ErrorKind.Timeout, 504, "timeout_error", null, false, "again cost=14 breaker next=Any" },
        { ErrorKind.Timeout, 200, "timeout_error", null, false, "again cost=14 breaker next=Any" },
        { ErrorKind.Timeout, null, null, null, false, "again once cost=14 breaker next=Any" },
        { ErrorKind.Timeout, 200, null, null, false, "again once cost=14 breaker next=Any" },
        { ErrorKind.MalformedResponse, 200, null, null, false, "again cost=14 breaker next=Any" },
        { ErrorKind.MalformedResponse, 302, null, null, true, "breaker next=Any" },
        { ErrorKind.Truncated, 200, null, null, false, "again cost=14 breaker next=Any" },
        { ErrorKind.NotFound, 404, "model_not_found", null, false, "next=Any" },
        { ErrorKind.NotFound, 405, null, null, false, "next=Any" },
        { ErrorKind.NotFound, 410, null, false, false, "next=Any" },
        { ErrorKind.NotFound, 404, null, true, false, "again cost=14 next=Any" },
        { ErrorKind.InvalidRequest, 409, null, null, false, "next=Any" },
        { ErrorKind.InvalidRequest, 409, null, true, false, "again cost=14 next=Any" },
        { ErrorKind.InvalidRequest, 409, null, false, false, "next=Any" },
        { ErrorKind.InvalidRequest, 400, null, null, false, "" },
        { ErrorKind.InvalidRequest, 400, null, true, false, "again cost=14" },
        { ErrorKind.InvalidRequest, 422, null, null, false, "" },
        { ErrorKind.InvalidRequest, 200, "invalid_request_error", null, false, "" },
        { ErrorKind.InvalidRequest, 413, "request_too_large", null, false, "next=LargerContext" },
        { ErrorKind.ContextLengthExceeded, 400, "context_length_exceeded", null, false, "next=LargerContext" },
        { ErrorKind.ContextLengthExceeded, 400, null, true, false, "next=LargerContext" },
        { ErrorKind.ContentRefused, 400, "content_filter", null, false, "" },
        { ErrorKind.ContentRefused, 400, "content_filter", true, false, "" },
        { ErrorKind.PolicyDenied, null, null, null, false, "" },
        { ErrorKind.BudgetExceeded, null, null, null, false, "" },
        { ErrorKind.Cancelled, null, null, null, false, "" },
        { ErrorKind.Unknown, null, null, null, false, "" },
        { ErrorKind.CircuitOpen, null, null, null, false, "next=Any" },
        { ErrorKind.Configuration, null, null, null, false, "next=Any" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_failure_has_its_consequences(ErrorKind kind, int? status, string? code, bool? shouldRetry, bool permanent, string expected) =>
        Assert.Equal(expected, Text(Outcomes.Of(Failure(kind, status, code, shouldRetry, permanent))));

    [Fact]
    public void Every_kind_is_in_the_table() =>
        Assert.Empty(Enum.GetValues<ErrorKind>().Except(Rows.Select(row => row.Data.Item1)));

    [Fact]
    public void A_cancellation_and_a_fault_of_the_program_have_no_consequences()
    {
        Assert.Same(Outcome.Final, Outcomes.Of(new OperationCanceledException()));
        Assert.Same(Outcome.Final, Outcomes.Of(new InvalidOperationException()));
    }

    [Fact]
    public void In_every_combination_the_rules_hold()
    {
        foreach (var kind in Enum.GetValues<ErrorKind>())
        {
            foreach (var (status, code, permanent) in Combinations())
            {
                var (silent, yes, no) = (
                    Outcomes.Of(Failure(kind, status, code, null, permanent)),
                    Outcomes.Of(Failure(kind, status, code, true, permanent)),
                    Outcomes.Of(Failure(kind, status, code, false, permanent)));

                var where = $"{kind} {status} {code} {permanent}";
                Assert.False(no.RetrySame, where);
                Assert.False(permanent && (silent.RetrySame || yes.RetrySame), where);
                foreach (var outcome in (Outcome[])[silent, yes, no])
                {
                    Assert.Equal((silent.Key, silent.CountsForBreaker, silent.Next), (outcome.Key, outcome.CountsForBreaker, outcome.Next));
                    Assert.Equal(outcome.RetrySame, outcome.RetryCost > 0);
                    Assert.True(outcome.RetrySame || !outcome.RetryOnce, where);
                    Assert.False(outcome.CountsForBreaker && outcome.Key != KeyEffect.None, where);
                    Assert.True(outcome.Next == NextTarget.Any || outcome is { CountsForBreaker: false, Key: KeyEffect.None }, where);
                }
            }
        }
    }

    [Fact]
    public void After_output_nothing_is_asked_again_and_nobody_else_either()
    {
        foreach (var kind in Enum.GetValues<ErrorKind>())
        {
            var failure = Failure(kind, 200, null, true, false);
            var (before, after) = (Outcomes.Of(failure), Outcomes.AfterOutput(failure));
            Assert.Equal(new Outcome { Key = before.Key, CountsForBreaker = before.CountsForBreaker }, after);
        }

        Assert.True(Outcomes.AfterOutput(Failure(ErrorKind.Truncated, 200, null, null, false)).CountsForBreaker);
    }

    private static IEnumerable<(int? Status, string? Code, bool Permanent)> Combinations() =>
        from status in Statuses
        from code in (string?[])[null, "some_code"]
        from permanent in (bool[])[false, true]
        select (status, code, permanent);

    private static MissyException Failure(ErrorKind kind, int? status, string? code, bool? shouldRetry, bool permanent) => new(kind, "Said")
    {
        Status = (HttpStatusCode?)status,
        Code = code,
        ShouldRetry = shouldRetry,
        IsPermanent = permanent,
    };

    private static string Text(Outcome outcome) => string.Join(' ', new[]
    {
        outcome.RetrySame ? "again" : null,
        outcome.RetryOnce ? "once" : null,
        outcome.RetryCost > 0 ? $"cost={outcome.RetryCost}" : null,
        outcome.Key == KeyEffect.None ? null : $"key={outcome.Key}",
        outcome.CountsForBreaker ? "breaker" : null,
        outcome.Next == NextTarget.None ? null : $"next={outcome.Next}",
    }.OfType<string>());
}
