namespace Missy.Simulation.Faults;

/// <summary>The forms of <see cref="RetryAfter"/>.</summary>
internal enum RetryAfterForm
{
    Absent,
    Seconds,
    Date,
    Milliseconds,
    Huge,
    Garbage,
}
