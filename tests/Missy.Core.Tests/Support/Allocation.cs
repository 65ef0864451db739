namespace Missy.Tests.Support;

/// <summary>Measures what something allocates.</summary>
internal static class Allocation
{
    /// <summary>
    /// The bytes that this thread allocates for it, the least of several times: a collection that another thread starts in the
    /// middle counts a whole block of it.
    /// </summary>
    public static long Of(Action action)
    {
        var least = long.MaxValue;
        for (var time = 0; time < 5; time++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
