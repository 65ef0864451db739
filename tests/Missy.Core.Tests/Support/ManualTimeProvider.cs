namespace Missy.Tests.Support;

/// <summary>A clock that stands still until it is moved, and knows what waits for it.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly object _lock = new();
    private readonly List<ManualTimer> _armed = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Seen)> _watchers = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock; what falls due runs before this returns.</summary>
    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (_lock)
        {
            due = Move_NeedsLock(by);
        }

        due.ForEach(timer => timer.Fire());
    }

    /// <summary>Moves the clock if something waits for exactly that long from now.</summary>
    /// <returns>Whether it did.</returns>
    public bool TryAdvance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (_lock)
        {
            if (!_armed.Exists(timer => timer.Due == _now + by))
            {
                return false;
            }

            due = Move_NeedsLock(by);
        }

        due.ForEach(timer => timer.Fire());
        return true;
    }

    /// <summary>Completes once something waits for exactly that long from now.</summary>
    public Task WaiterAsync(TimeSpan due)
    {
        lock (_lock)
        {
            if (_armed.Exists(timer => timer.Due == _now + due))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((due, seen));
            return seen.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Moves the clock step by step for as long as the work is not done.</summary>
    public async Task AdvanceUntilAsync(Task work, TimeSpan step)
    {
        while (!work.IsCompleted)
        {
            Advance(step);
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken));
        }
    }

    private List<ManualTimer> Move_NeedsLock(TimeSpan by)
    {
        _now += by;
        var due = _armed.FindAll(timer => timer.Due <= _now);
        _armed.RemoveAll(due.Contains);
        return due;
    }

    private sealed class ManualTimer(ManualTimeProvider clock, Action fire) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset Due { get; private set; }

        public void Fire()
        {
            if (_period > TimeSpan.Zero)
            {
                Change(_period, _period);
            }

            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                _period = period;
                clock._armed.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                Due = clock._now + dueTime;
                clock._armed.Add(this);
                clock._watchers.FindAll(watcher => watcher.Due == dueTime).ForEach(watcher => watcher.Seen.TrySetResult());
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
