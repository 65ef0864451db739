using System.Text;
using Missy.Configuration.Files;

namespace Missy.Configuration;

/// <summary>Writes Missy's own files: whole or not at all, readable by their owner alone.</summary>
public static class ConfigFileWriter
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Writes a file. The text goes into a new file of mode 0600 beside it, is flushed to the disk, and takes the name in one
    /// step, so that a reader sees the old content or the new. Missing folders are made with mode 0700. Windows' access
    /// rights are those of the folder.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The content, written as UTF-8 without a byte order mark.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <exception cref="IOException">The file exists and may not be replaced, is a symbolic link or a folder, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void WriteNew(string path, string text, bool overwrite)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(text);
        path = Path.GetFullPath(path);
        Check(path, overwrite);
        var folder = Path.GetDirectoryName(path) ?? throw new IOException($"'{path}' is a folder. Name a file in it.");
        CreateFolder(folder);
        Put(path, overwrite, temporary => WriteThrough(temporary, text, null), () =>
        {
            Check(path, overwrite);
            return true;
        });
    }

    /// <summary>Replaces a file in one step by another text, with the mode and the owner that it has.</summary>
    /// <param name="path">The file, which is no symbolic link.</param>
    /// <param name="text">The new content.</param>
    /// <param name="isUnchanged">Asked right before the new file takes the name; false leaves the old one.</param>
    /// <returns>Whether it was replaced.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    internal static bool Replace(string path, string text, Func<bool> isUnchanged) =>
        Put(path, overwrite: true, temporary => WriteThrough(temporary, text, path), isUnchanged);

    private static bool Put(string path, bool overwrite, Action<string> write, Func<bool> mayTake)
    {
        var folder = Path.GetDirectoryName(path)!;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        try
        {
            write(temporary);
            if (!mayTake())
            {
                File.Delete(temporary);
                return false;
            }

            File.Move(temporary, path, overwrite);
            if (!OperatingSystem.IsWindows())
            {
                LibC.FlushFolder(folder);
            }

            return true;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static void Check(string path, bool overwrite)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
        {
            throw new IOException($"'{path}' is a symbolic link, which is not followed. Name the file that it points at, or remove it.");
        }

        if (Directory.Exists(path))
        {
            throw new IOException($"'{path}' is a folder. Name a file in it.");
        }

        if (!overwrite && file.Exists)
        {
            throw new IOException($"'{path}' exists already.");
        }
    }

    /// <summary>Makes a folder that is not there, and those above it, for their owner alone.</summary>
    internal static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    private static void WriteThrough(string path, string text, string? like)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var stream = new FileStream(path, options);
        if (like is not null && !OperatingSystem.IsWindows())
        {
            using var old = new FileStream(like, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            LibC.KeepOwner(stream.SafeFileHandle, LibC.OwnerOf(old.SafeFileHandle));
            File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(old.SafeFileHandle));
        }

        stream.Write(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text));
        stream.Flush(flushToDisk: true);
    }
}
