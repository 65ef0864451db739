namespace Missy.Tests.Calls;

/// <summary>What becomes of a call whose every attempt meets one fault, with two retries allowed.</summary>
/// <param name="Kind">The error; null for an answer.</param>
/// <param name="Attempts">How many requests are made.</param>
/// <param name="Counts">Whether the breaker counts a failure.</param>
/// <param name="Recovers">Whether the second attempt brings the answer when the fault befalls the first alone.</param>
internal sealed record Fate(ErrorKind? Kind, int Attempts, bool Counts, bool Recovers)
{
    /// <summary>The fault does no harm.</summary>
    public static Fate Answer { get; } = new(null, 1, Counts: false, Recovers: false);

    /// <summary>The service asks to slow down: tried again, and no fault of its health.</summary>
    public static Fate Slower { get; } = new(ErrorKind.RateLimited, 3, Counts: false, Recovers: true);

    /// <summary>Our own clock ran out: tried again once.</summary>
    public static Fate TimedOut { get; } = new(ErrorKind.Timeout, 2, Counts: true, Recovers: true);

    /// <summary>Whether something of the answer was shown, which is kept and never said twice.</summary>
    public bool KeepsText { get; init; }

    /// <summary>The service failed: tried again, and counted.</summary>
    public static Fate Again(ErrorKind kind) => new(kind, 3, Counts: true, Recovers: true);

    /// <summary>Request, key or account are at fault: no retry helps, and it says nothing of the service's health.</summary>
    public static Fate Never(ErrorKind kind) => new(kind, 1, Counts: false, Recovers: false);

    /// <summary>The service is at fault and will stay so.</summary>
    public static Fate Lasting(ErrorKind kind) => new(kind, 1, Counts: true, Recovers: false);

    /// <summary>It failed after a part of the answer was shown.</summary>
    public static Fate Broken(ErrorKind kind = ErrorKind.Truncated, bool counts = true) => new(kind, 1, counts, Recovers: false) { KeepsText = true };
}
