using Missy.Configuration;
using Missy.Configuration.Files;

namespace Missy.Live;

/// <summary>
/// Holds the configuration in effect, and takes its place's new content when that is sound: all of it or nothing. A call keeps the
/// snapshot that it took here. Safe for any number of threads; files are read and events announced without anybody who only wants
/// the snapshot having to wait.
/// </summary>
/// <remarks>
/// The first reading of a place takes what it can get: a bad entry is left out, with its reason. From then on there is something to
/// lose, and any error refuses the whole. A place where nothing usable was found yet is read again by whoever comes next.
/// </remarks>
internal sealed class LiveConfig : IDisposable
{
    /// <summary>How long a file must be at rest before it is read: editors write in several steps.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly MissyClientOptions _options;
    private readonly Func<ConfigFiles, Snapshot> _build;
    private readonly ConfigWatcher _watcher;
    private readonly QuietPeriod<(FileStamp Config, FileStamp Prices)> _rest;
    private readonly object _lock = new();
    private volatile Snapshot? _snapshot;
    private Refusal? _refusal;
    private (DateTimeOffset At, ConfigReloadOutcome Outcome)? _last;

    /// <param name="options">Where the place is, and whether it is to be watched.</param>
    /// <param name="build">Makes a snapshot of what was read.</param>
    public LiveConfig(MissyClientOptions options, Func<ConfigFiles, Snapshot> build)
    {
        _options = options;
        _build = build;
        _watcher = new ConfigWatcher(LookSafely, options.Time);
        _rest = new QuietPeriod<(FileStamp Config, FileStamp Prices)>(Quiet, options.Time);
    }

    /// <summary>Where the configuration is, whether or not there is one.</summary>
    public ConfigLocation Location => ConfigLocation.Resolve(_options.ConfigPath, _options.Environment);

    /// <summary>The configuration in effect; null when nobody has asked for it yet.</summary>
    public Snapshot? Known => _snapshot;

    /// <summary>The configuration in effect, read when nobody has asked for it yet.</summary>
    public Snapshot Current
    {
        get
        {
            var location = Location;
            var snapshot = _snapshot is { Config.Refused: false } known && known.Location == location ? known : Load(location);
            if (!_watcher.IsRunning)
            {
                Follow(snapshot);
            }

            return snapshot;
        }
    }

    /// <summary>Its state, and the watcher's.</summary>
    public ConfigWatcherInfo State
    {
        get
        {
            lock (_lock)
            {
                var loaded = _snapshot;
                return new ConfigWatcherInfo
                {
                    Running = _watcher.IsRunning,
                    Path = (loaded?.Location ?? Location).Path,
                    LoadedAt = loaded?.LoadedAt,
                    LoadedHash = loaded?.Files.Source.Hash,
                    LastAttempt = _last?.At,
                    LastOutcome = _last?.Outcome,
                    Pending = loaded is not null && _watcher.IsRunning && _rest.IsPending && StampOf(loaded) != StampOf(loaded.Files),
                    Errors = Errors(loaded),
                    Interval = ConfigWatcher.Interval,
                    QuietPeriod = Quiet,
                };
            }
        }
    }

    /// <summary>Watches the file from now on, whatever its own setting says.</summary>
    public void StartWatching()
    {
        _ = Current;
        _watcher.Start();
    }

    /// <summary>Watches it no longer, until that is asked for.</summary>
    public void StopWatching() => _watcher.Stop();

    /// <summary>Watches it no longer, until somebody uses the configuration again.</summary>
    public void Rest() => _watcher.Rest();

    /// <summary>Looks at the place now, without waiting for it to come to rest.</summary>
    public ConfigReload Reload()
    {
        var before = _snapshot;
        var current = Current;
        if (current.Config.Refused)
        {
            return Describe(ConfigReloadOutcome.Refused, current);
        }

        return ReferenceEquals(before, current)
            ? Look()
            : Describe(ConfigReloadOutcome.Reloaded, current) with { Changes = before is null ? [] : ChangesOf(before, current) };
    }

    /// <inheritdoc/>
    public void Dispose() => _watcher.Dispose();

    private static IReadOnlyList<ConfigChange> ChangesOf(Snapshot old, Snapshot now) =>
        ConfigSettings.Changes(old.Files.Source.Text ?? "", now.Files.Source.Text ?? "");

    private static Diagnostic[] ErrorsOf(ConfigResult result) =>
        [.. result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)];

    private static (FileStamp Config, FileStamp Prices) StampOf(Snapshot loaded) =>
        (FileStamp.Of(loaded.Location.Path), FileStamp.Of(loaded.Files.PricesPath));

    private static (FileStamp Config, FileStamp Prices) StampOf(ConfigFiles files) => (files.Source.Stamp, files.PricesStamp);

    private Snapshot Load(ConfigLocation location)
    {
        Snapshot? before;
        Snapshot loaded;
        lock (_lock)
        {
            before = _snapshot;
            if (before is not null && before.Location == location && (!before.Config.Refused || StampOf(before) == StampOf(before.Files)))
            {
                return before;
            }

            loaded = Take_NeedsLock(_build(ConfigFiles.Read(_options, ConfigSource.Read(location))));
        }

        if (before is not null && !loaded.Config.Refused)
        {
            Announce(before, loaded);
        }

        return loaded;
    }

    private void Follow(Snapshot snapshot)
    {
        if (_options.Watch)
        {
            _watcher.Follow(snapshot.Config.Config.Watch);
        }
    }

    private Snapshot Take_NeedsLock(Snapshot snapshot)
    {
        // What was read may have changed within the grain of the file system's clock: it is compared once more.
        _rest.Restart();
        _refusal = null;
        _last = (snapshot.LoadedAt, snapshot.Config.Refused ? ConfigReloadOutcome.Refused : ConfigReloadOutcome.Reloaded);
        Follow(snapshot);
        return _snapshot = snapshot;
    }

    private void LookSafely()
    {
        try
        {
            LookAfterRest();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // On the watcher's thread it would end the user's shell. Whoever uses the configuration next meets the same, and is told.
        }
    }

    private void LookAfterRest()
    {
        if (_snapshot is not { } loaded || loaded.Location != Location)
        {
            // Another place was named: whoever uses it first reads it.
            return;
        }

        lock (_lock)
        {
            if (!_rest.Observe(StampOf(loaded)))
            {
                return;
            }
        }

        if (loaded.Config.Refused)
        {
            _ = Current;
        }
        else
        {
            Look();
        }
    }

    private ConfigReload Look()
    {
        Snapshot old;
        Snapshot? taken = null;
        Refusal? refused = null;
        ConfigReloadOutcome outcome;
        lock (_lock)
        {
            old = _snapshot!;
            var source = ConfigSource.Read(old.Location);
            if (source.SawTheSame(old.Files.Source) && old.Files.ArePricesCurrent)
            {
                outcome = ConfigReloadOutcome.Unchanged;
                _refusal = null;
            }
            else if (_refusal is { } known && source.SawTheSame(known.Files.Source) && known.Files.ArePricesCurrent)
            {
                outcome = ConfigReloadOutcome.Refused;
            }
            else
            {
                (taken, refused) = Try(source, old);
                outcome = taken is null ? ConfigReloadOutcome.Refused : ConfigReloadOutcome.Reloaded;
                _refusal = refused;
                if (taken is not null)
                {
                    Take_NeedsLock(taken);
                }
            }

            _last = (_options.Time.GetUtcNow(), outcome);
        }

        if (refused is not null)
        {
            _options.Events.Publish(new ConfigReloadFailed(old.Location.Path, refused.Files.Source.Hash, refused.Errors));
        }

        return taken is null ? Describe(outcome, old) : Describe(outcome, taken) with { Changes = Announce(old, taken) };
    }

    /// <summary>Makes a snapshot of a content in which nothing is wrong.</summary>
    private (Snapshot? Taken, Refusal? Refused) Try(ConfigSource source, Snapshot old)
    {
        var bare = new ConfigFiles(source, ConfigResult.Nothing, [], null, FileStamp.None);
        if (IsBlank(source) && !IsBlank(old.Files.Source))
        {
            // Either way an editor may be at work, and without it prompts would go to whoever has a key in the environment.
            var path = old.Location.Path!;
            return (null, new Refusal(bare, (source.Text is null ? FileProblem.Gone(path) : FileProblem.Empty(path)).Diagnostics));
        }

        try
        {
            var files = ConfigFiles.Read(_options, source);
            var errors = ErrorsOf(files.Config);
            return errors.Length > 0 ? (null, new Refusal(files, errors)) : (_build(files), null);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // On the watcher's thread, whatever escapes would end the user's shell.
            return (null, new Refusal(bare, FileProblem.Unusable(source.Location.Path, exception.Message).Diagnostics));
        }
    }

    private static bool IsBlank(ConfigSource source) => source.Problem is null && string.IsNullOrWhiteSpace(source.Text);

    private IReadOnlyList<ConfigChange> Announce(Snapshot old, Snapshot now)
    {
        var changes = ChangesOf(old, now);
        _options.Events.Publish(new ConfigReloaded(now.Location.Path, old.Files.Source.Hash, now.Files.Source.Hash, changes));
        return changes;
    }

    private ConfigReload Describe(ConfigReloadOutcome outcome, Snapshot current) => new()
    {
        Outcome = outcome,
        Path = current.Location.Path,
        Hash = current.Files.Source.Hash,
        LoadedAt = current.LoadedAt,
        Errors = outcome == ConfigReloadOutcome.Refused ? Errors(current) : [],
    };

    private IReadOnlyList<Diagnostic> Errors(Snapshot? loaded) =>
        loaded is { Config.Refused: true } ? ErrorsOf(loaded.Config) : Volatile.Read(ref _refusal)?.Errors ?? [];
}
