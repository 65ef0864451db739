namespace Missy;

/// <summary>What a file looks like from outside; two equal stamps mean that it was most likely not touched in between.</summary>
/// <param name="Written">When it was written last, in ticks of UTC; 0 when it is not there.</param>
/// <param name="Length">Its length in bytes; -1 when it is not there.</param>
internal readonly record struct FileStamp(long Written, long Length)
{
    public static FileStamp Of(string? path)
    {
        if (path is null)
        {
            return new FileStamp(0, -1);
        }

        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(file.LastWriteTimeUtc.Ticks, file.Length) : new FileStamp(0, -1);
    }
}
