using System.Diagnostics.CodeAnalysis;

namespace Missy.Usage;

/// <summary>
/// What calls used, written down in batches in the background. Adding never waits and never fails: what cannot be written is
/// announced once, kept for the next try, and at last forgotten. Safe for any number of threads.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no handle, and the timer is armed only while something waits to be written.")]
internal sealed class UsageLedger
{
    private const int MostWaiting = 10_000;

    // So many are written at once, so that a storm of calls does not fill the memory for a second.
    private const int Batch = 1_000;
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly object _lock = new();
    private readonly SemaphoreSlim _writer = new(1);
    private readonly LedgerFiles _files;
    private readonly IEventSink _events;
    private readonly ITimer _timer;
    private List<UsageRecord> _waiting = [];
    private bool _armed;
    private bool _failed;

    public UsageLedger(LedgerFiles files, IEventSink events, TimeProvider time)
    {
        _files = files;
        _events = events;
        _timer = time.CreateTimer(static ledger => _ = ((UsageLedger)ledger!).FlushAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether nothing waits to be written.</summary>
    public bool IsWritten
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count == 0 && _writer.CurrentCount > 0;
            }
        }
    }

    /// <summary>Takes a record, to be written within a second.</summary>
    public void Add(UsageRecord record)
    {
        lock (_lock)
        {
            _waiting.Add(record);
            if (!_armed)
            {
                _armed = true;
                _timer.Change(Delay, Timeout.InfiniteTimeSpan);
            }
            else if (_waiting.Count == Batch)
            {
                _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Writes what waits. It never fails.</summary>
    public async Task FlushAsync()
    {
        await _writer.WaitAsync();
        try
        {
            foreach (var day in TakeWaiting().GroupBy(record => record.Day))
            {
                await WriteAsync(day);
            }
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>The records of some days, those of this process that are still to be written included.</summary>
    /// <param name="from">The first day by universal time; null = the oldest.</param>
    /// <param name="to">The last day; null = the newest.</param>
    /// <param name="wanted">Which of them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public async Task<IReadOnlyList<UsageRecord>> ReadAsync(
        DateOnly? from, DateOnly? to, Func<UsageRecord, bool> wanted, CancellationToken cancellationToken)
    {
        await FlushAsync();
        return await Task.Run(
            () =>
            {
                var found = new List<UsageRecord>();
                foreach (var record in _files.Read(from, to))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (wanted(record))
                    {
                        found.Add(record);
                    }
                }

                return found;
            },
            cancellationToken);
    }

    private async Task WriteAsync(IGrouping<DateOnly, UsageRecord> day)
    {
        try
        {
            await _files.AppendAsync(day.Key, day);
            _failed = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            TakeBack(day);
            if (!_failed)
            {
                _failed = true;
                _events.Publish(new LedgerFailed(_files.Folder, exception.Message));
            }
        }
    }

    private List<UsageRecord> TakeWaiting()
    {
        lock (_lock)
        {
            var batch = _waiting;
            _waiting = [];
            _armed = false;
            return batch;
        }
    }

    private void TakeBack(IEnumerable<UsageRecord> batch)
    {
        lock (_lock)
        {
            _waiting.InsertRange(0, batch);
            if (_waiting.Count > MostWaiting)
            {
                _waiting.RemoveRange(0, _waiting.Count - MostWaiting);
            }
        }
    }
}
