namespace Missy;

/// <summary>How far a call is, for whoever shows it while the call goes on.</summary>
/// <param name="Step">What it is at.</param>
/// <param name="Provider">The provider's name.</param>
/// <param name="Model">The model.</param>
/// <param name="Attempt">The number of the attempt that it is at, or waits for, from 1.</param>
/// <param name="Attempts">How many attempts there are at most, other keys and other providers not counted.</param>
/// <param name="Until">When a wait ends; null where nobody knows.</param>
/// <param name="After">What the attempt before failed with, the name of an <see cref="ErrorKind"/>; null but before a retry.</param>
public sealed record CallStage(
    CallStep Step, string Provider, string Model, int Attempt, int Attempts, DateTimeOffset? Until = null, string? After = null);
