namespace Missy.Live;

/// <summary>
/// Calls for a look at the configuration once a second, for as long as it runs. It has no thread of its own and keeps no process
/// alive. Safe for any number of threads.
/// </summary>
/// <param name="look">The look; never two at a time.</param>
/// <param name="time">The clock.</param>
internal sealed class ConfigWatcher(Action look, TimeProvider time) : IDisposable
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly object _lock = new();
    private ITimer? _timer;
    private bool _isWanted;
    private bool _isUnwanted;
    private int _looking;

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => Volatile.Read(ref _timer) is not null;

    /// <summary>Follows the configuration's own setting, unless somebody has started or stopped it by hand.</summary>
    /// <param name="watch">What the setting says.</param>
    public void Follow(bool watch)
    {
        lock (_lock)
        {
            Set_NeedsLock(_isWanted || (watch && !_isUnwanted));
        }
    }

    /// <summary>Starts it by hand. Nothing happens when it runs.</summary>
    public void Start()
    {
        lock (_lock)
        {
            (_isWanted, _isUnwanted) = (true, false);
            Set_NeedsLock(true);
        }
    }

    /// <summary>Stops it by hand, until it is started by hand. A look that is under way ends by itself.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            (_isWanted, _isUnwanted) = (false, true);
            Set_NeedsLock(false);
        }
    }

    /// <summary>Stops it, as if nobody had ever said a word about it: the next that reads the configuration may start it again.</summary>
    public void Rest()
    {
        lock (_lock)
        {
            (_isWanted, _isUnwanted) = (false, false);
            Set_NeedsLock(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    private void Set_NeedsLock(bool runs)
    {
        if (runs == _timer is not null)
        {
            return;
        }

        _timer?.Dispose();
        _timer = runs ? time.CreateTimer(static watcher => ((ConfigWatcher)watcher!).Tick(), this, Interval, Interval) : null;
    }

    private void Tick()
    {
        // A file system that hangs must not collect a queue of looks.
        if (Interlocked.Exchange(ref _looking, 1) != 0)
        {
            return;
        }

        try
        {
            look();
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }
}
