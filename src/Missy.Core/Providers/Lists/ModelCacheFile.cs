using System.Globalization;
using Missy.Configuration;
using Missy.Configuration.Files;

namespace Missy.Providers.Lists;

/// <summary>
/// The file in which all processes of a user keep what providers listed. It is replaced whole, under a lock, with what the others
/// have written meanwhile still in it.
/// </summary>
internal sealed class ModelCacheFile(string home, TimeProvider time)
{
    // The longest lists have some hundred models; this is no list any more.
    private const int MaxBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(10);
    private readonly string _folder = System.IO.Path.Combine(home, ".missy", "state");

    public string Path => System.IO.Path.Combine(_folder, "models_cache.json");

    /// <summary>What the file holds; null when it is not there.</summary>
    /// <exception cref="FormatException">It holds something else.</exception>
    /// <exception cref="IOException">It cannot be read, or others may write to it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public ModelCacheDocument? Read()
    {
        try
        {
            using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (FileSafety.OfConfiguration(file, Path) is { IsWarning: false } fault)
            {
                throw new UnsafeFileException($"{fault.Message} {fault.Remedy}");
            }

            if (file.Length > MaxBytes)
            {
                throw new FormatException("It is too large to be a list of models.");
            }

            var content = new byte[file.Length];
            var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return ModelCacheDocument.Parse(content.AsMemory(0, length));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Adds lists, or puts them in place of older ones. A file that holds something else keeps its content under another name.</summary>
    /// <returns>That other name and what was wrong; null when the file was as it should be.</returns>
    /// <exception cref="IOException">It cannot be written, belongs to others, or is a link.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public async Task<(string Path, string Reason)?> AddAsync(IReadOnlyList<ModelCacheEntry> entries, CancellationToken cancellationToken)
    {
        ConfigFileWriter.CreateFolder(_folder);
        using var held = await FileLock.TakeAsync(System.IO.Path.Combine(_folder, "models_cache.lock"), LockLimit, time, cancellationToken)
            ?? throw new IOException("Another process has held its lock for too long.");
        (string, string)? aside = null;
        ModelCacheDocument? known = null;
        try
        {
            known = Read();
        }
        catch (FormatException exception)
        {
            aside = (PutAside(), exception.Message);
        }

        ConfigFileWriter.WriteNew(Path, (known ?? ModelCacheDocument.Empty).With(entries).ToJson(), overwrite: true);
        return aside;
    }

    private string PutAside()
    {
        if (new FileInfo(Path).LinkTarget is not null)
        {
            throw new IOException("It is a symbolic link to a file that holds something else. Remove the link.");
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{Path}.{time.GetUtcNow():yyyyMMdd-HHmmss}.bad");
        var aside = name;
        for (var number = 2; File.Exists(aside); number++)
        {
            aside = string.Create(CultureInfo.InvariantCulture, $"{name}{number}");
        }

        File.Move(Path, aside);
        return aside;
    }
}
