using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Missy.Configuration;
using Missy.Configuration.Files;

namespace Missy.Usage;

/// <summary>
/// The ledger on disk: one file a day by universal time, one line of JSON a call. Writers of all processes take turns by a
/// lock, and a write that fails leaves nothing behind, so that what one process could not write whole spoils nothing of the
/// others.
/// </summary>
internal sealed class LedgerFiles(string folder, TimeProvider time)
{
    private const string NameFormat = "yyyy-MM-dd";
    private const string Extension = ".jsonl";
    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(5);

    /// <summary>Where the files are.</summary>
    public string Folder => folder;

    /// <summary>Appends records of one day, all or none of them.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public async Task AppendAsync(DateOnly day, IEnumerable<UsageRecord> records)
    {
        ConfigFileWriter.CreateFolder(folder);
        using var turn = await FileLock.TakeAsync(Path.Combine(folder, "ledger.lock"), LockLimit, time)
            ?? throw new IOException("Another process has been writing for too long.");
        Append(PathOf(day), Lines(records));
    }

    /// <summary>Reads the records of some days, oldest day first. What is no record is passed over.</summary>
    /// <param name="from">The first day; null = the oldest.</param>
    /// <param name="to">The last day; null = the newest.</param>
    public IEnumerable<UsageRecord> Read(DateOnly? from, DateOnly? to) =>
        Days().Where(day => !(day < from) && !(day > to)).Order().SelectMany(day => ReadFile(PathOf(day)));

    /// <summary>Removes the files of the days before one; null = of all days.</summary>
    /// <exception cref="IOException">A file cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public void Remove(DateOnly? before)
    {
        foreach (var day in Days().Where(day => !(day >= before)))
        {
            File.Delete(PathOf(day));
        }
    }

    private static byte[] Lines(IEnumerable<UsageRecord> records)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(buffer);
        foreach (var record in records)
        {
            UsageRecordJson.Write(writer, record);
            writer.Flush();
            writer.Reset();
            buffer.Write("\n"u8);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Append(string path, byte[] lines)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        if (FileSafety.OfConfiguration(file, path) is { IsWarning: false } fault)
        {
            // Budgets go by what is in it.
            throw new UnsafeFileException($"{fault.Message} {fault.Remedy}");
        }

        var length = file.Length;
        try
        {
            if (IsTorn(file))
            {
                file.Write("\n"u8);
            }

            file.Write(lines);
        }
        catch (IOException)
        {
            file.SetLength(length);
            throw;
        }
    }

    // A process that died while it wrote has left part of a line.
    private static bool IsTorn(FileStream file)
    {
        if (file.Length == 0)
        {
            return false;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    private static IEnumerable<UsageRecord> ReadFile(string path)
    {
        byte[] content;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            content = new byte[file.Length];
            content = content[..file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
        }
        catch (FileNotFoundException)
        {
            // Removed since the folder was looked at.
            yield break;
        }

        for (var start = 0; start < content.Length;)
        {
            var rest = content.AsSpan(start);
            var length = rest.IndexOf((byte)'\n') is >= 0 and var end ? end : rest.Length;
            if (UsageRecordJson.Read(rest[..length]) is { } record)
            {
                yield return record;
            }

            start += length + 1;
        }
    }

    private IEnumerable<DateOnly> Days() => !Directory.Exists(folder)
        ? []
        : Directory.EnumerateFiles(folder, "*" + Extension)
            .Select(path => DateOnly.TryParseExact(
                Path.GetFileNameWithoutExtension(path), NameFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null)
            .OfType<DateOnly>();

    private string PathOf(DateOnly day) => Path.Combine(folder, day.ToString(NameFormat, CultureInfo.InvariantCulture) + Extension);
}
