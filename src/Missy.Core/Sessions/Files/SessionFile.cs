using Missy.Configuration;
using Missy.Configuration.Files;

namespace Missy.Sessions.Files;

/// <summary>
/// The file of a session that outlives its process, which several processes share: each change reads what the others wrote, and
/// writes the whole anew in one step, one process at a time. Used by one thread at a time.
/// </summary>
internal sealed class SessionFile(string path, IEventSink events)
{
    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(5);

    private FileStamp _seen = FileStamp.None;

    /// <summary>Reads what is there, if it is not what was read or written last.</summary>
    /// <param name="known">What is known of the session.</param>
    /// <returns>What the session holds now; an empty one when another process has removed it.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the file cannot be read; says why.</exception>
    public SavedSession Refresh(SavedSession known)
    {
        var stamp = FileStamp.Of(path);
        if (stamp == _seen)
        {
            return known;
        }

        var saved = Load(path);
        _seen = saved is null ? FileStamp.None : stamp;
        return known with { State = known.State.Refreshed(saved?.State) };
    }

    /// <summary>Changes what is there.</summary>
    /// <param name="known">What is known of the session.</param>
    /// <param name="change">The change.</param>
    /// <returns>What the session holds then. When it cannot be written that is told, and the session goes on without its file.</returns>
    public SavedSession Change(SavedSession known, Func<SessionState, SessionState> change)
    {
        try
        {
            ConfigFileWriter.CreateFolder(Path.GetDirectoryName(path)!);
            using var turn = Lock();
            known = Refresh(known);
            var changed = known with { State = change(known.State) };
            ConfigFileWriter.WriteNew(path, SessionJson.Write(changed), overwrite: true);
            _seen = FileStamp.Of(path);
            return changed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or MissyException)
        {
            events.Publish(new SessionNotSaved(known.Name, path, exception.Message));
            return known with { State = change(known.State) };
        }
    }

    /// <summary>Removes the file.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: it cannot be removed.</exception>
    public void Delete()
    {
        try
        {
            File.Delete(path);
            _seen = FileStamp.None;
        }
        catch (DirectoryNotFoundException)
        {
            // Then it was never written.
            return;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MissyException(ErrorKind.Configuration, $"'{path}' cannot be removed: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a file.</summary>
    /// <returns>Null when it is not there.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: it cannot be read, or a line is wrong.</exception>
    public static SavedSession? Load(string path)
    {
        try
        {
            return SessionJson.Read(File.ReadAllText(path), path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MissyException(ErrorKind.Configuration, $"'{path}' cannot be read: {exception.Message}", exception);
        }
    }

    // Other processes hold the lock for as long as it takes to write a file; their time is the world's.
    private IDisposable Lock() =>
        FileLock.TakeAsync(path + ".lock", LockLimit, TimeProvider.System).GetAwaiter().GetResult()
        ?? throw new IOException("Another process has been writing for too long.");
}
