using System.Collections.Concurrent;
using Missy.Configuration;

namespace Missy.Usage;

/// <summary>
/// What a client keeps about what its calls used: in the home folder, as it is at each call. What waits to be written is
/// written when the store is disposed or the process ends.
/// </summary>
internal sealed class UsageStore : IDisposable
{
    // A process must not hang at its end because a disk does.
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Lazy<UsageBooks>> _books = new(StringComparer.Ordinal);
    private readonly MissyClientOptions _options;
    private readonly Budgets _homeless;

    public UsageStore(MissyClientOptions options)
    {
        _options = options;
        _homeless = new Budgets(null, null, options.Events);
    }

    /// <summary>The books of the home folder; null without one.</summary>
    public UsageBooks? Books => _options.Environment.HomeFolder is { } home
        ? _books.GetOrAdd(home, static (key, store) => new Lazy<UsageBooks>(() => store.Open(key)), this).Value
        : null;

    /// <summary>Enters a call into the ledger, where the configuration wants one. It never waits or fails.</summary>
    public void Record(UsageConfig config, UsageRecord record)
    {
        if (config.Ledger)
        {
            Books?.Ledger.Add(record);
        }
    }

    /// <inheritdoc cref="Budgets.ReserveAsync(BudgetConfig, BudgetCall, CancellationToken)"/>
    public ValueTask<BudgetLease> ReserveAsync(BudgetConfig config, BudgetCall call, CancellationToken cancellationToken) =>
        config is { PerSessionUsd: 0, PerDayUsd: 0 }
            ? new ValueTask<BudgetLease>(BudgetLease.None)
            : (Books?.Budgets ?? _homeless).ReserveAsync(config, call, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Flush();
    }

    private UsageBooks Open(string home)
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        return UsageBooks.Open(home, _options);
    }

    private void OnExit(object? sender, EventArgs arguments) => Flush();

    // On another thread: this one may have a context that what is waited for would come back to.
    private void Flush()
    {
        var books = _books.Values.Where(book => book.IsValueCreated).Select(book => book.Value).ToList();
        if (books.Exists(book => !book.IsWritten))
        {
            Task.Run(() => Task.WhenAll(books.Select(book => book.FlushAsync()))).Wait(FlushLimit);
        }
    }
}
