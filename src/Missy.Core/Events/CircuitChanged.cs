namespace Missy;

/// <summary>
/// A provider's circuit breaker changed its state. It opens for probing (<see cref="CircuitState.HalfOpen"/>) when the call comes
/// that probes, not when the time for it does.
/// </summary>
/// <param name="Provider">The registry name.</param>
/// <param name="From">The state before.</param>
/// <param name="To">The state now.</param>
/// <param name="Reason">The failure that opened it; null when something else changed it.</param>
public sealed record CircuitChanged(string Provider, CircuitState From, CircuitState To, ErrorKind? Reason) : MissyEvent("Missy.CircuitChanged");
