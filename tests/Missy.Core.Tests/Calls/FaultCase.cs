namespace Missy.Tests.Calls;

/// <summary>One row of <see cref="FaultTable"/>.</summary>
/// <param name="Fault">The fault in the simulator's language.</param>
/// <param name="Whole">The fate of a call that wants the answer whole.</param>
/// <param name="Streamed">The fate of a call that wants it as it comes; null for the same.</param>
internal sealed record FaultCase(string Fault, Fate Whole, Fate? Streamed = null)
{
    /// <summary>Where a wire tells the failure in other words, or in none.</summary>
    public IReadOnlyDictionary<string, Fate> But { get; init; } = new Dictionary<string, Fate>();

    /// <summary>How many seconds the call waits before each retry.</summary>
    public double[] Waits { get; init; } = [];

    /// <summary>Seconds that the service itself waits for.</summary>
    public double[] Passes { get; init; } = [];

    /// <summary>Whether the service falls silent, so that one of the call's own clocks ends the attempt.</summary>
    public bool Silent { get; init; }

    /// <summary>How many seconds a connection may take, its handshake too. The platform measures them by the real clock.</summary>
    public double ConnectTimeout { get; init; } = 55;

    /// <summary>Whether the fault is one of https.</summary>
    public bool Secure => Fault.StartsWith("tls=", StringComparison.Ordinal);

    public Fate For(string wire, bool stream) =>
        But.GetValueOrDefault($"{wire} {(stream ? "streamed" : "whole")}") ?? But.GetValueOrDefault(wire) ?? (stream ? Streamed : null) ?? Whole;
}
