namespace Missy.Configuration.Files;

/// <summary>What a file looks like from outside; two equal stamps mean that it was most likely not touched in between.</summary>
/// <param name="Changed">When it was changed last, in the file system's own units; 0 when it is not there.</param>
/// <param name="Length">Its length in bytes; -1 when it is not there.</param>
/// <param name="Id">
/// What tells it from another file that took its name: its number where the system has one, else when it was made.
/// </param>
internal readonly record struct FileStamp(long Changed, long Length, ulong Id)
{
    /// <summary>The stamp of what is not there.</summary>
    public static readonly FileStamp None = new(0, -1, 0);

    public static FileStamp Of(string? path)
    {
        if (path is null)
        {
            return None;
        }

        if ((OperatingSystem.IsWindows() ? Kernel32.StampOf(path) : LibC.StampOf(path)) is { } stamp)
        {
            return stamp;
        }

        try
        {
            var file = new FileInfo(path);
            return file.Exists ? new FileStamp(file.LastWriteTimeUtc.Ticks, file.Length, (ulong)file.CreationTimeUtc.Ticks) : None;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It went away between two questions, or nobody may ask.
            return None;
        }
    }
}
