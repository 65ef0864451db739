namespace Missy.Interactive;

/// <summary>A watch where whoever wants to stop an answer ends the whole chat.</summary>
internal sealed class NoWatch : IDisposable
{
    private NoWatch()
    {
    }

    public static NoWatch Instance { get; } = new();

    public void Dispose()
    {
    }
}
