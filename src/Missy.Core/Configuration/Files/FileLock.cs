namespace Missy.Configuration.Files;

/// <summary>A lock that other processes respect as well: an open file that nobody else may open. It goes with its process.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Takes the lock, waiting for it as long as allowed.</summary>
    /// <param name="path">The lock's own file. It stays, since removing it would let two processes hold it at once.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The lock, to be disposed; null when another kept it all that time.</returns>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static async Task<IDisposable?> TakeAsync(
        string path, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException) when (File.Exists(path))
            {
                if (time.GetElapsedTime(started) >= limit)
                {
                    return null;
                }
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
