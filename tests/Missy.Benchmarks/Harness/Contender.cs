using System.Diagnostics;

namespace Missy.Benchmarks.Harness;

/// <summary>One way to do the work that a race measures.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="RunAsync">Does the work as often as it is told, and says how long that took.</param>
internal sealed record Contender(string Name, Func<int, Task<TimeSpan>> RunAsync)
{
    /// <summary>A contender all of whose work counts.</summary>
    /// <param name="name">What it is called in the table.</param>
    /// <param name="workAsync">Does the work once.</param>
    public static Contender Of(string name, Func<Task> workAsync) => OfAll(name, async repeats =>
    {
        for (var done = 0; done < repeats; done++)
        {
            await workAsync();
        }
    });

    /// <summary>A contender all of whose work counts, and that repeats it by itself.</summary>
    /// <param name="name">What it is called in the table.</param>
    /// <param name="workAsync">Does the work as often as it is told.</param>
    public static Contender OfAll(string name, Func<int, Task> workAsync) => new(name, async repeats =>
    {
        var started = Stopwatch.GetTimestamp();
        await workAsync(repeats);
        return Stopwatch.GetElapsedTime(started);
    });
}
