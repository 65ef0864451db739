using System.Net;

namespace Missy.Resilience;

/// <summary>What follows from each kind of failure: one table, decided by typed facts and by no word of a message.</summary>
/// <remarks>
/// <code>
/// kind                          | again            | key        | breaker | next
/// ------------------------------+------------------+------------+---------+--------------
/// Unavailable, Overloaded       | yes              |            | counts  | any
/// MalformedResponse, Truncated  | yes              |            | counts  | any
/// Timeout told by the service   | yes              |            | counts  | any
/// Timeout by our own clock      | once             |            | counts  | any
/// RateLimited                   | yes, cheaper     | cools      |         | any
/// RateLimited by our own limits |                  |            |         | any
/// QuotaExceeded                 |                  | no quota   |         | any
/// Authentication,               |                  |            |         |
///   PermissionDenied            |                  | rejected   |         | any
/// NotFound, 409                 |                  |            |         | any
/// ContextLengthExceeded, 413    |                  |            |         | larger context
/// CircuitOpen, Configuration    |                  |            |         | any
/// InvalidRequest,               |                  |            |         |
///   ContentRefused,             |                  |            |         |
///   PolicyDenied,               |                  |            |         |
///   BudgetExceeded, Cancelled,  |                  |            |         |
///   Unknown, any other exception|                  |            |         |
/// </code>
/// <c>x-should-retry</c> has the last word on "again" where the request itself is in question: it forbids any, and allows one
/// of NotFound and InvalidRequest (409 and its like). A failure that is permanent (unknown name, untrusted certificate, redirect)
/// is not tried again.
/// </remarks>
internal static class Outcomes
{
    private static readonly Outcome Transient = new()
    {
        RetrySame = true,
        RetryCost = RetryQuota.TransientCost,
        CountsForBreaker = true,
        Next = NextTarget.Any,
    };

    private static readonly Outcome TimedOut = Transient with { RetryOnce = true };
    private static readonly Outcome Throttled = new()
    {
        RetrySame = true,
        RetryCost = RetryQuota.ThrottlingCost,
        Key = KeyEffect.Cools,
        Next = NextTarget.Any,
    };

    private static readonly Outcome NoQuota = new() { Key = KeyEffect.OutOfQuota, Next = NextTarget.Any };
    private static readonly Outcome NoAccess = new() { Key = KeyEffect.Rejected, Next = NextTarget.Any };
    private static readonly Outcome NotHere = new() { Next = NextTarget.Any };
    private static readonly Outcome TooLong = new() { Next = NextTarget.LargerContext };

    /// <summary>What follows from a failure that came before anything of the answer was shown.</summary>
    /// <param name="exception">The failure; a cancellation and whatever is no failure of Missy's own have no consequences.</param>
    public static Outcome Of(Exception exception)
    {
        if (exception is not MissyException failure)
        {
            return Outcome.Final;
        }

        var outcome = OfKind(failure);
        return failure switch
        {
            { IsPermanent: true } or { ShouldRetry: false } => Never(outcome),
            { ShouldRetry: true, Kind: ErrorKind.NotFound or ErrorKind.InvalidRequest } =>
                outcome with { RetrySame = true, RetryCost = RetryQuota.TransientCost },
            _ => outcome,
        };
    }

    /// <summary>
    /// What follows from a failure that came after something of the answer was shown: it is told, since nothing may be said
    /// twice, and only key and breaker remember it.
    /// </summary>
    /// <param name="exception">The failure.</param>
    public static Outcome AfterOutput(Exception exception) => Never(Of(exception)) with { Next = NextTarget.None };

    private static Outcome OfKind(MissyException failure) => failure.Kind switch
    {
        ErrorKind.Unavailable or ErrorKind.Overloaded or ErrorKind.MalformedResponse or ErrorKind.Truncated => Transient,
        ErrorKind.Timeout => IsOurClock(failure) ? TimedOut : Transient,
        ErrorKind.RateLimited => failure.Status is null ? NotHere : Throttled,
        ErrorKind.QuotaExceeded => NoQuota,
        ErrorKind.Authentication or ErrorKind.PermissionDenied => NoAccess,
        ErrorKind.InvalidRequest when failure.Status == HttpStatusCode.Conflict => NotHere,
        ErrorKind.InvalidRequest when failure.Status == HttpStatusCode.RequestEntityTooLarge => TooLong,
        ErrorKind.ContextLengthExceeded => TooLong,
        ErrorKind.NotFound or ErrorKind.CircuitOpen or ErrorKind.Configuration => NotHere,
        _ => Outcome.Final,
    };

    // A service says so by a failed status (408, 504), or by a code inside an answer that began well.
    private static bool IsOurClock(MissyException failure) =>
        failure.Code is null && failure.Status is null or < HttpStatusCode.BadRequest;

    private static Outcome Never(Outcome outcome) => outcome with { RetrySame = false, RetryOnce = false, RetryCost = 0 };
}
