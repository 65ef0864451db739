namespace Missy.Live;

/// <summary>
/// Tells when something that keeps changing has come to rest. Used by one thread at a time.
/// </summary>
/// <typeparam name="T">How the thing looks; equal = unchanged.</typeparam>
/// <param name="length">How long it must look the same.</param>
/// <param name="time">The clock.</param>
internal sealed class QuietPeriod<T>(TimeSpan length, TimeProvider time)
    where T : struct, IEquatable<T>
{
    private T? _seen;
    private long _since;

    /// <summary>Whether it is not yet at rest, or nobody was told that it is.</summary>
    public bool IsPending { get; private set; } = true;

    /// <summary>Makes it be told once more when it next has been at rest, also when it does not change.</summary>
    public void Restart()
    {
        IsPending = true;
        _seen = null;
    }

    /// <summary>Takes how the thing looks now.</summary>
    /// <returns>True once each time that it has come to rest.</returns>
    public bool Observe(T look)
    {
        if (!look.Equals(_seen))
        {
            _seen = look;
            _since = time.GetTimestamp();
            IsPending = true;
            return false;
        }

        if (!IsPending || time.GetElapsedTime(_since) < length)
        {
            return false;
        }

        IsPending = false;
        return true;
    }
}
