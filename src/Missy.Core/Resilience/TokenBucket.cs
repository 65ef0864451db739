namespace Missy.Resilience;

/// <summary>
/// What may be used of one kind in a minute: full at first, filled evenly, never above its capacity. Counted in whole numbers,
/// so that nothing is lost to rounding. Not safe for several threads.
/// </summary>
/// <param name="capacity">How much a minute, at least 1.</param>
internal sealed class TokenBucket(int capacity)
{
    // One token is what flows in within a minute at a capacity of one: a tick brings as many of these as the capacity says.
    private const long Unit = TimeSpan.TicksPerMinute;

    private readonly long _full = capacity * Unit;
    private long _level = capacity * Unit;

    /// <summary>How much a minute.</summary>
    public int Capacity => capacity;

    /// <summary>Lets flow in what a time brings.</summary>
    public void Refill(TimeSpan elapsed)
    {
        // Two minutes fill it from its deepest debt.
        var ticks = Math.Min(elapsed.Ticks, 2 * TimeSpan.TicksPerMinute);
        _level = Math.Min(_full, _level + (ticks * capacity));
    }

    /// <summary>Whether there is as much.</summary>
    public bool Has(long tokens) => tokens <= capacity && _level >= tokens * Unit;

    /// <summary>
    /// Takes as much, there or not. The debt is a minute's worth at most: one wrong number must not stop a provider for long.
    /// </summary>
    public void Take(long tokens) => _level = Math.Max(-_full, _level - (Math.Min(tokens, 2L * capacity) * Unit));

    /// <summary>Gives back.</summary>
    public void Give(long tokens) => _level = Math.Min(_full, _level + (Math.Min(tokens, 2L * capacity) * Unit));

    /// <summary>How long it takes until there is as much, if nobody takes any; zero when there is.</summary>
    /// <param name="tokens">How much; not more than a few times the capacity.</param>
    public TimeSpan WaitFor(long tokens)
    {
        var missing = (tokens * Unit) - _level;
        return missing <= 0 ? TimeSpan.Zero : TimeSpan.FromTicks(((missing - 1) / capacity) + 1);
    }
}
