using Missy.Chat;
using Missy.Configuration;
using Missy.Routing;
using Missy.Sessions;
using Missy.Sessions.Files;

namespace Missy;

/// <content>Conversations: who is to answer in them is checked when it is said, not when something is asked.</content>
public sealed partial class MissyClient
{
    /// <summary>Whether sessions outlive the process, as <c>sessions.persist</c> says.</summary>
    public bool KeepsSessions => Config.Config.Sessions.Persist && _options.Environment.HomeFolder is not null;

    /// <summary>The sessions of a runspace, with those that other processes keep where the configuration wants that.</summary>
    /// <param name="caller">The runspace's state.</param>
    public SessionStore SessionsOf(CallerState caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        caller.Sessions.Folder = KeepsSessions
            ? new SessionFolder(Path.Combine(_options.Environment.HomeFolder!, ".missy", "state", "sessions"), _options.Events, _options.Time)
            : null;
        return caller.Sessions;
    }

    /// <summary>Writes a session to a file of its own, readable by its owner alone: JSON, a line for the session and one a message.</summary>
    /// <param name="session">The session.</param>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: a message holds what a file cannot.</exception>
    /// <exception cref="IOException">The file exists and may not be replaced, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void ExportSession(Session session, string path, bool overwrite)
    {
        ArgumentNullException.ThrowIfNull(session);
        ConfigFileWriter.WriteNew(path, SessionJson.Write(session.Save()), overwrite);
    }

    /// <summary>The name of a file for a session that is valid everywhere.</summary>
    /// <param name="session">The session.</param>
    public static string ExportName(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return SessionFileName.Of(session.Name);
    }

    /// <summary>Makes a session of a file that <see cref="ExportSession"/> wrote: all of it, or none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The name to give it; null = its own.</param>
    /// <param name="replace">Whether it may take the place of what a session of that name holds.</param>
    /// <param name="caller">The runspace's state, which will hold it.</param>
    /// <exception cref="MissyException">
    /// <see cref="ErrorKind.Configuration"/>: there is no such file, or a line of it is wrong; <see cref="ErrorKind.InvalidRequest"/>:
    /// the name is taken, or cannot be one. Nothing has changed.
    /// </exception>
    public Session ImportSession(string path, string? name, bool replace, CallerState caller)
    {
        var saved = SessionFile.Load(path) ?? throw new MissyException(ErrorKind.Configuration, $"There is no file '{path}'.");
        var sessions = SessionsOf(caller);
        name ??= saved.Name;
        if (!replace || sessions.Find(name) is null)
        {
            sessions.EnsureFree(name);
        }

        var session = sessions.GetOrCreate(name, _options.Time);
        session.Replace(saved.State);
        return session;
    }

    /// <summary>Makes a session.</summary>
    /// <param name="options">What it is to be.</param>
    /// <param name="caller">The runspace's state, which will hold it.</param>
    /// <param name="cancellationToken">Ends the search for a local server.</param>
    /// <exception cref="MissyException">
    /// Its name is taken or cannot be one, or who is to answer does not exist or cannot be used; nothing has changed.
    /// </exception>
    public async Task<Session> NewSessionAsync(SessionOptions options, CallerState caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(caller);
        SessionsOf(caller).EnsureFree(options.Name);
        var wanted = new SessionChange { Provider = options.Provider, Model = options.Model, LeadWorker = options.LeadWorker };
        var route = await RouteAsync(SessionRoute.Default, wanted, caller, cancellationToken);
        var session = caller.Sessions.Create(options.Name, _options.Time);
        Switch(session, route, keepHistory: false);
        session.Instruct(options.System);
        return session;
    }

    /// <summary>Makes a session, or finds the one of that name and changes in it what is said.</summary>
    /// <param name="options">What it is to be; what is null stays as it is in a session that is there.</param>
    /// <param name="caller">The runspace's state, which holds it.</param>
    /// <param name="cancellationToken">Ends the search for a local server.</param>
    /// <exception cref="MissyException">
    /// The name cannot be one, or who is to answer does not exist or cannot be used; nothing has changed.
    /// </exception>
    public async Task<Session> OpenSessionAsync(SessionOptions options, CallerState caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Name is not { } name || SessionsOf(caller).Find(name) is not { } session)
        {
            return await NewSessionAsync(options, caller, cancellationToken);
        }

        var change = new SessionChange
        {
            Provider = options.Provider,
            Model = options.Model,
            System = options.System,
            LeadWorker = options.LeadWorker ? true : null,
        };
        await ChangeSessionAsync(session, change, caller, cancellationToken);
        return session;
    }

    /// <summary>Changes a session. A new route holds from the next turn on.</summary>
    /// <param name="session">The session.</param>
    /// <param name="change">What is to change.</param>
    /// <param name="caller">What the caller's runspace chose for itself.</param>
    /// <param name="cancellationToken">Ends the search for a local server.</param>
    /// <exception cref="MissyException">
    /// Who is to answer does not exist or cannot be used, or two changes contradict each other; nothing has changed.
    /// </exception>
    public async Task ChangeSessionAsync(Session session, SessionChange change, CallerState caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(caller);
        if (change.Failed && !session.LeadWorker)
        {
            throw Contradiction($"In session '{session.Name}' lead and worker do not take turns, so a failed turn counts nothing.");
        }

        var route = await RouteAsync(session.Route, change, caller, cancellationToken);
        if (change.Failed)
        {
            session.MarkFailed(Config.Config.LeadWorker);
        }

        Switch(session, route, change.KeepHistory);
        if (change.System is not null)
        {
            session.Instruct(change.System);
        }
    }

    private static MissyException Contradiction(string message) => new(ErrorKind.InvalidRequest, message);

    private static bool IsNamed(string? text) => ModelNames.Clean(text) is not null;

    private void Switch(Session session, SessionRoute route, bool keepHistory)
    {
        // A session that follows the default needs no configuration.
        if (route != session.Route)
        {
            var config = Config.Config;
            session.Switch(route, config.LeadWorker, keepHistory || config.Sessions.OnSwitch == SwitchHistory.Keep);
        }
    }

    private async Task<SessionRoute> RouteAsync(
        SessionRoute current, SessionChange change, CallerState caller, CancellationToken cancellationToken)
    {
        var names = IsNamed(change.Provider) || IsNamed(change.Model);
        if (change.LeadWorker == true && names)
        {
            throw Contradiction("In a session with lead and worker these answer: name neither a provider nor a model with it.");
        }

        if (change.UseDefault && (names || change.LeadWorker == true))
        {
            throw Contradiction("A session follows the default or has a route of its own, not both.");
        }

        if (change.LeadWorker == true)
        {
            EnsureLeadAndWorker(Usable().Config);
            return SessionRoute.LeadAndWorker;
        }

        return names ? await NamedRouteAsync(current, change, caller, cancellationToken)
            : change.UseDefault || (change.LeadWorker == false && current.LeadWorker) ? SessionRoute.Default
            : current;
    }

    private async Task<SessionRoute> NamedRouteAsync(
        SessionRoute current, SessionChange change, CallerState caller, CancellationToken cancellationToken)
    {
        // A model alone is meant for the provider that the session has.
        var request = new AskRequest { Messages = [new ChatMessage(ChatRole.User, "")], Provider = change.Provider, Model = change.Model };
        var route = await ResolveRouteAsync(
            request, current.Provider is { } provider ? caller.With(provider) : caller, cancellationToken);

        // Whoever names who is to answer will ask before long.
        Registry.Find(route.Provider)?.Prepare();

        // A model that was not named is not pinned: the tiers choose it at each call.
        return IsNamed(change.Model) ? new SessionRoute(route.Provider, route.Model, false)
            : route.Provider == UsualProvider(caller)?.Name ? SessionRoute.Default
            : new SessionRoute(route.Provider, null, false);
    }

    private static void EnsureLeadAndWorker(ConfigResult config)
    {
        var missing = new[] { LeadWorkerState.Lead, LeadWorkerState.Worker }
            .Where(purpose => !config.Config.Models.Any(entry => entry.Purpose.Equals(purpose, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var reasons = missing
            .Where(config.LeftOutPurposes.ContainsKey)
            .Select(purpose => $" An entry for '{purpose}' was left out: {config.LeftOutPurposes[purpose]}");
        throw new MissyException(
            ErrorKind.Configuration,
            $"Lead and worker need a model each, and there is none for {string.Join(" and ", missing.Select(purpose => $"'{purpose}'"))}.{string.Concat(reasons)}")
        {
            Remedy = $"Add to 'models' of the configuration: {string.Join(", ", missing.Select(purpose => $"{{provider: …, model: …, purpose: {purpose}}}"))}.",
        };
    }
}
