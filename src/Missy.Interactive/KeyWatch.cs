using Missy.Interactive.Editing;

namespace Missy.Interactive;

/// <summary>Looks for Ctrl+C until it is disposed.</summary>
internal sealed class KeyWatch : IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly Task _watching;

    /// <summary>Begins to look.</summary>
    public KeyWatch(Keys keys, Action stop) => _watching = Task.Run(() => keys.WatchAsync(stop, _over.Token));

    /// <summary>Ends it; when this returns nobody reads keys any more.</summary>
    public void Dispose()
    {
        _over.Cancel();
        _watching.GetAwaiter().GetResult();
        _over.Dispose();
    }
}
