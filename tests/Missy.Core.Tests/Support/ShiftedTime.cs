namespace Missy.Tests.Support;

/// <summary>A clock that tells another time and waits as the system's does: for what waits for files of other processes.</summary>
internal sealed class ShiftedTime(DateTimeOffset start) : TimeProvider
{
    private readonly long _started = System.GetTimestamp();
    private TimeSpan _shift;

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(_started) + _shift;

    public void Shift(TimeSpan by) => _shift += by;
}
