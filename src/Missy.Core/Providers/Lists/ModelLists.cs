using System.Collections.Concurrent;
using Missy.Configuration;
using Missy.Configuration.Files;
using Missy.Network;

namespace Missy.Providers.Lists;

/// <summary>
/// The models that providers listed when they were last asked, by this process or another. The file of all processes is read when a
/// list is first wanted, and again when it has changed. Safe for any number of threads.
/// </summary>
internal sealed class ModelLists(ISystemEnvironment environment, TimeProvider time, IEventSink events)
{
    // How old a look at the file may be where a route depends on it.
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    // The clocks of machines that share a home folder differ; a time further ahead is a wrong one.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<ModelListKey, ModelList> _lists = new();
    private readonly object _looking = new();
    private volatile Look? _look;

    /// <summary>Keeps a provider's list in place of the one before, for this process.</summary>
    /// <returns>The list.</returns>
    public ModelList Keep(RegisteredProvider provider, IReadOnlyList<ModelInfo> models)
    {
        // Whole seconds, as in the file.
        var list = new ModelList(models, DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()));
        _lists[ModelListKey.Of(provider)] = list;
        return list;
    }

    /// <summary>The list; null when the provider was not asked.</summary>
    public ModelList? Find(RegisteredProvider provider)
    {
        LookAtFile(TimeSpan.Zero);
        return Known(provider);
    }

    /// <summary>The list, as it was known a second ago at the latest.</summary>
    public ModelList? FindForRoute(RegisteredProvider provider)
    {
        LookAtFile(LookInterval);
        return Known(provider);
    }

    /// <summary>Writes the lists of these providers for other processes, where there is a file to write them to.</summary>
    /// <returns>Null when they were written, else why not.</returns>
    public async Task<MissyException?> SaveAsync(IEnumerable<RegisteredProvider> providers, CancellationToken cancellationToken)
    {
        if (File() is not { } file)
        {
            return new MissyException(ErrorKind.Configuration, "There is no home folder to keep the model lists in; this process alone knows them.");
        }

        try
        {
            var entries = providers.Select(Entry).OfType<ModelCacheEntry>().ToList();
            if (entries.Count > 0 && await file.AddAsync(entries, cancellationToken) is { } aside)
            {
                events.Publish(new ModelCacheFailed(file.Path, $"{aside.Reason} It was begun anew; what it held is in '{aside.Path}'."));
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new MissyException(ErrorKind.Configuration, $"The model lists cannot be kept in '{file.Path}': {exception.Message}", exception);
        }
    }

    private ModelList? Known(RegisteredProvider provider)
    {
        var key = ModelListKey.Of(provider);
        return _lists.GetValueOrDefault(key)
            ?? (provider.IsOwnHost && key.BaseUrl is not null ? _lists.GetValueOrDefault(key with { BaseUrl = null }) : null);
    }

    private ModelCacheFile? File() => environment.HomeFolder is { } home ? new ModelCacheFile(home, time) : null;

    private void LookAtFile(TimeSpan maxAge)
    {
        if (_look is { } recent && maxAge > TimeSpan.Zero && time.GetElapsedTime(recent.At) < maxAge)
        {
            return;
        }

        lock (_looking)
        {
            if (File() is not { } file)
            {
                _look = new Look(null, FileStamp.None, time.GetTimestamp());
                return;
            }

            var last = _look;
            var look = new Look(file.Path, FileStamp.Of(file.Path), time.GetTimestamp());
            if (last is not null && last.Path != look.Path)
            {
                // Another home folder is another user's, or a test's.
                _lists.Clear();
            }

            if (look.Stamp != FileStamp.None && (last is null || last.Path != look.Path || last.Stamp != look.Stamp))
            {
                Load(file);
            }

            _look = look;
        }
    }

    private void Load(ModelCacheFile file)
    {
        try
        {
            foreach (var (key, read) in file.Read()?.Entries ?? [])
            {
                var list = read.ListedAt > time.GetUtcNow() + ClockTolerance ? new ModelList(read.Models, null) : read;
                _lists.AddOrUpdate(key, list, (_, known) => known.IsOlderThan(list) ? list : known);
            }
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            events.Publish(new ModelCacheFailed(file.Path, exception.Message));
        }
    }

    // What a service gives as id of a model could be anything, the key that it was sent among it.
    private ModelCacheEntry? Entry(RegisteredProvider provider)
    {
        var key = ModelListKey.Of(provider);
        return _lists.TryGetValue(key, out var list) && IsClean(key.BaseUrl)
            ? new ModelCacheEntry(key, new ModelList([.. list.Models.Where(model => IsClean(model.Id) && IsClean(model.DisplayName))], list.ListedAt))
            : null;
    }

    private static bool IsClean(string? text) => Redactor.Process.Clean(text) == text;

    private sealed record Look(string? Path, FileStamp Stamp, long At);
}
