using Missy.Configuration;
using Missy.Routing;
using Missy.Sessions.Files;

namespace Missy.Sessions;

/// <summary>The sessions of one runspace, or of one program; their names are told apart without case. Safe for any number of threads.</summary>
public sealed class SessionStore
{
    private const int LongestName = 128;

    private readonly object _lock = new();
    private readonly Dictionary<string, (int Number, Session Session)> _byName = new(StringComparer.OrdinalIgnoreCase);
    private int _made;
    private int _named;

    /// <summary>Where they outlive the process; null = nowhere.</summary>
    internal SessionFolder? Folder { get; set; }

    /// <summary>All sessions, in the order in which they were made.</summary>
    public IReadOnlyList<Session> All
    {
        get
        {
            lock (_lock)
            {
                LoadAll();
                return [.. _byName.Values.OrderBy(entry => entry.Number).Select(entry => entry.Session)];
            }
        }
    }

    /// <summary>Makes a session.</summary>
    /// <param name="name">Its name; null = <c>session-1</c>, <c>session-2</c> and so on.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: the name is taken, or cannot be one.</exception>
    public Session Create(string? name, TimeProvider time)
    {
        lock (_lock)
        {
            EnsureFree(name);
            return Add(new Session(name ?? NextName(), time));
        }
    }

    /// <summary>Finds a session, or makes it when there is none.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: the name cannot be one.</exception>
    public Session GetOrCreate(string name, TimeProvider time)
    {
        lock (_lock)
        {
            return Find(name) ?? Create(name, time);
        }
    }

    /// <summary>Finds a session.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: its file cannot be read, or a line is wrong.</exception>
    public Session? Find(string name)
    {
        lock (_lock)
        {
            if (_byName.TryGetValue(name, out var entry))
            {
                entry.Session.KeepIn(Folder);
                entry.Session.Refresh();
                return entry.Session;
            }

            return Folder is { } folder && folder.Load(name) is { } saved ? Add(new Session(saved, folder.Time)) : null;
        }
    }

    /// <summary>Finds a session that somebody named.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: there is none; the nearest names are offered.</exception>
    public Session Get(string name) => Find(name) ?? throw Unknown(name);

    /// <summary>Removes a session; it can be used on by whoever holds it.</summary>
    /// <param name="session">The session.</param>
    /// <returns>False when it is not one of these.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: its file cannot be removed.</exception>
    public bool Remove(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        lock (_lock)
        {
            if (!_byName.TryGetValue(session.Name, out var entry) || entry.Session != session)
            {
                return false;
            }

            session.KeepIn(Folder);
            session.Forget();
            return _byName.Remove(session.Name);
        }
    }

    /// <summary>Refuses a name that no new session can have.</summary>
    /// <param name="name">The name; null is always free.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: it is taken, or cannot be one.</exception>
    internal void EnsureFree(string? name)
    {
        if (name is null)
        {
            return;
        }

        if (WhyNoName(name) is { } reason)
        {
            throw new MissyException(ErrorKind.InvalidRequest, $"A session's name {reason}.");
        }

        if (Find(name) is { } taken)
        {
            throw new MissyException(
                ErrorKind.InvalidRequest,
                $"There is already a session '{taken.Name}': Get-MissySession shows it, Remove-MissySession removes it.");
        }
    }

    private static string? WhyNoName(string name) =>
        string.IsNullOrWhiteSpace(name) ? "cannot be blank"
        : name.Length > LongestName ? $"has at most {LongestName} characters, and this one has {name.Length}"
        : name.Any(char.IsControl) ? "cannot hold control characters"
        : null;

    private Session Add(Session session)
    {
        session.KeepIn(Folder);
        _byName.Add(session.Name, (_made++, session));
        return session;
    }

    private void LoadAll()
    {
        foreach (var saved in Folder?.LoadAll() ?? [])
        {
            if (_byName.TryGetValue(saved.Name, out var entry))
            {
                entry.Session.KeepIn(Folder);
                Lenient.Try(entry.Session.Refresh);
            }
            else
            {
                Add(new Session(saved, Folder!.Time));
            }
        }
    }

    private string NextName()
    {
        string name;
        do
        {
            name = $"session-{++_named}";
        }
        while (Find(name) is not null);
        return name;
    }

    private MissyException Unknown(string name)
    {
        var ask = NearestNames.Ask(NearestNames.Find(name, All.Select(session => session.Name), 3));
        return new MissyException(
            ErrorKind.Configuration,
            $"There is no session '{name}'. {(ask.Length > 0 ? ask : "Get-MissySession lists those that there are.")}");
    }
}
