namespace Missy.Sessions.Files;

/// <summary>Where sessions are kept that outlive their process.</summary>
internal sealed class SessionFolder(string folder, IEventSink events, TimeProvider time)
{
    /// <summary>Where the files are.</summary>
    public string Path => folder;

    /// <summary>The clock of its sessions.</summary>
    public TimeProvider Time => time;

    /// <summary>The file of a session, whether or not it is there.</summary>
    public SessionFile FileOf(string name) => new(PathOf(name), events);

    /// <summary>Reads a session.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: its file cannot be read, or a line is wrong.</exception>
    public SavedSession? Load(string name) => SessionFile.Load(PathOf(name));

    /// <summary>Reads all sessions, the oldest first. A file that cannot be read is told and left out.</summary>
    public IReadOnlyList<SavedSession> LoadAll()
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var all = new List<SavedSession>();
        foreach (var path in Files())
        {
            try
            {
                // A copy under another name is no session of this folder.
                if (SessionFile.Load(path) is { } saved && SessionFileName.Of(saved.Name) == System.IO.Path.GetFileName(path))
                {
                    all.Add(saved);
                }
            }
            catch (MissyException exception)
            {
                events.Publish(new SessionNotSaved(System.IO.Path.GetFileName(path), path, exception.Message));
            }
        }

        return [.. all.OrderBy(saved => saved.Created)];
    }

    private string[] Files()
    {
        try
        {
            return Directory.GetFiles(folder, "*" + SessionFileName.Extension);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            events.Publish(new SessionNotSaved("*", folder, exception.Message));
            return [];
        }
    }

    private string PathOf(string name) => System.IO.Path.Combine(folder, SessionFileName.Of(name));
}
