using System.Diagnostics.CodeAnalysis;
using Missy.Configuration.Files;

namespace Missy.Audit;

/// <summary>The audit file: one line of JSON a call, appended whole. What cannot be written is announced once and fails no call.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no handle, and a line may still be on its way when the client is closed.")]
internal sealed class AuditLog(string path, IEventSink events, TimeProvider time)
{
    private const int MaxAttempts = 20;

    // Another process holds the file for the time of one line.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private readonly SemaphoreSlim _writer = new(1);
    private bool _failed;

    /// <summary>The file's full path.</summary>
    public string Path { get; } = path;

    /// <summary>Appends one line.</summary>
    /// <param name="line">The line with its line feed.</param>
    public async Task AppendAsync(ReadOnlyMemory<byte> line)
    {
        await _writer.WaitAsync();
        try
        {
            await WriteAsync(line);
            _failed = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            if (!_failed)
            {
                events.Publish(new AuditFailed(Path, exception.Message));
            }

            _failed = true;
        }
        finally
        {
            _writer.Release();
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> line)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var file = new FileStream(Path, NewOptions());
                Check(file);
                await file.WriteAsync(line);
                return;
            }
            catch (IOException exception) when (exception is not UnsafeFileException && !_failed && attempt < MaxAttempts && File.Exists(Path))
            {
                await Task.Delay(Pause, time);
            }
        }
    }

    // A record that somebody else can change, or has put in another's place, is none. Reading along is what it is for.
    private void Check(FileStream file)
    {
        if (FileSafety.OfConfiguration(file, Path) is { IsWarning: false } fault)
        {
            throw new UnsafeFileException($"{fault.Message} {fault.Remedy}");
        }
    }

    private static FileStreamOptions NewOptions()
    {
        // Others may read along; no other may write meanwhile, so lines never mix. On Unix only None keeps other writers out, and
        // does not concern those who just read.
        var share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
