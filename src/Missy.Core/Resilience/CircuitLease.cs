namespace Missy.Resilience;

/// <summary>
/// A call's leave to ask a provider. The call says once how its whole series of attempts ended; disposed without a word, as
/// after a cancellation or an error that says nothing of the provider's health, it leaves the breaker as if it had never been.
/// Safe for any number of threads.
/// </summary>
internal sealed class CircuitLease : IDisposable
{
    private readonly long _epoch;
    private CircuitBreaker? _breaker;

    public CircuitLease(CircuitBreaker breaker, long epoch) => (_breaker, _epoch) = (breaker, epoch);

    /// <summary>The provider answered to the end.</summary>
    public void Succeeded() => Take()?.Succeeded(_epoch);

    /// <summary>The provider failed, after all retries, and not for anything that the request or its key did.</summary>
    public void Failed(ErrorKind kind) => Take()?.Failed(_epoch, kind);

    /// <summary>Gives the leave back.</summary>
    public void Dispose() => Take()?.Abandoned(_epoch);

    private CircuitBreaker? Take() => Interlocked.Exchange(ref _breaker, null);
}
