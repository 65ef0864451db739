using System.ComponentModel;

namespace Missy.Usage;

/// <summary>A process that has set an amount aside.</summary>
/// <param name="Host">The machine.</param>
/// <param name="Process">The id of the process there.</param>
/// <param name="Started">When that process was started, as its system tells.</param>
internal sealed record BudgetOwner(string Host, int Process, DateTimeOffset Started)
{
    // A system tells the start a little differently each time, and ids come again only after a while.
    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(1);

    /// <summary>This process.</summary>
    public static BudgetOwner Current { get; } =
        new(Environment.MachineName, Environment.ProcessId, StartOf(Environment.ProcessId) ?? DateTimeOffset.UtcNow);

    /// <summary>Whether it may still be running, as far as can be told from here.</summary>
    public bool IsAlive() => this == Current
        || Host != Current.Host
        || (StartOf(Process) is { } started && (started - Started).Duration() < _tolerance);

    // Null when there is no such process. That of somebody else tells nothing, and then it counts as another.
    private static DateTimeOffset? StartOf(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return process.StartTime;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
