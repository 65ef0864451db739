using Missy.Configuration;
using Missy.Configuration.Files;

namespace Missy.Usage;

/// <summary>
/// The file in which all processes keep the day's budget. It is replaced whole, under a lock, so that a process that dies
/// leaves the old content or the new.
/// </summary>
internal sealed class BudgetFile(string folder, TimeProvider time)
{
    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(10);

    private string FilePath => Path.Combine(folder, "budget.json");

    /// <summary>Takes the lock, without which nothing may be read or written.</summary>
    /// <returns>The lock, to be disposed.</returns>
    /// <exception cref="IOException">It cannot be had.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public async Task<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        ConfigFileWriter.CreateFolder(folder);
        return await FileLock.TakeAsync(Path.Combine(folder, "budget.lock"), LockLimit, time, cancellationToken)
            ?? throw new IOException("Another process has held its file for too long.");
    }

    /// <summary>What the file holds; null when it is not there, or holds something else.</summary>
    public BudgetState? Read() => File.Exists(FilePath) ? BudgetState.Parse(File.ReadAllBytes(FilePath)) : null;

    /// <summary>Writes the file. It is not flushed to the disk: what a loss of power takes, the ledger tells.</summary>
    public void Write(BudgetState state)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var temporary = FilePath + ".new";
        using (var file = new FileStream(temporary, options))
        {
            file.Write(state.ToJson().Span);
        }

        File.Move(temporary, FilePath, overwrite: true);
    }
}
