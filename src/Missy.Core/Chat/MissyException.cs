using System.Net;

namespace Missy;

/// <summary>Every failure of Missy's own. Its message says what happened, where, and what to do next; it never holds a secret.</summary>
public sealed class MissyException : Exception
{
    /// <summary>Creates a failure.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="message">For a person to read.</param>
    /// <param name="innerException">The cause; null when there is none.</param>
    public MissyException(ErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>What went wrong, for programs to decide by.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The registry name of the provider concerned; null when no provider is.</summary>
    public string? Provider { get; init; }

    /// <summary>The model asked for; null when none is concerned.</summary>
    public string? Model { get; init; }

    /// <summary>The HTTP status; null when there was no HTTP answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The service's own code or type of the error, such as <c>overloaded_error</c>; null when it gave none.</summary>
    public string? Code { get; init; }

    /// <summary>The service's id of the request, for its support; null when it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the service asks to wait; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the service tells of its limits; null when it tells nothing.</summary>
    public RateLimits? RateLimits { get; init; }

    /// <summary>
    /// Whether a limit that the configuration sets refused the call: nothing was sent, and the service is not to blame.
    /// </summary>
    public bool IsOwnLimit { get; init; }

    /// <summary>The text that had come before the failure; null when nothing had.</summary>
    public string? PartialText { get; init; }

    /// <summary>How an answer did not fit the schema that it was to fit, each with where; empty for any other failure.</summary>
    public IReadOnlyList<string> Violations { get; init => field = Indexable.Of(value); } = Indexable.None<string>();

    /// <summary>What the reader can do; null when the message says it all.</summary>
    public string? Remedy { get; init; }

    /// <summary>Every request that was sent before the call failed, in order; empty when none was.</summary>
    public IReadOnlyList<Attempt> Attempts { get; internal set => field = Indexable.Of(value); } = Indexable.None<Attempt>();

    // Columns of records for export.

    /// <summary><see cref="Status"/> as number; null when there was no HTTP answer.</summary>
    public int? StatusCode => (int?)Status;

    /// <summary><see cref="RetryAfter"/> in seconds; null when the service does not say.</summary>
    public double? RetryAfterSeconds => RetryAfter?.TotalSeconds;

    /// <summary><see cref="RateLimits"/> as text; null when the service tells nothing.</summary>
    public string? RateLimitText => RateLimits?.ToString();

    /// <summary><see cref="Attempts"/>, <c>"; "</c> between them; empty for none.</summary>
    public string AttemptText => Indexable.Text(Attempts);

    /// <summary>The service's own word on whether to ask again, from <c>x-should-retry</c>; null when it gives none.</summary>
    internal bool? ShouldRetry { get; init; }

    /// <summary>
    /// True when the same request must fail again until somebody changes something: a name that does not exist, a certificate
    /// that is not trusted, an address that is not the service's.
    /// </summary>
    internal bool IsPermanent { get; init; }
}
