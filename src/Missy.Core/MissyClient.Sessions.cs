using Missy.Chat;
using Missy.Configuration;
using Missy.Routing;
using Missy.Sessions;

namespace Missy;

/// <content>Conversations: who is to answer in them is checked when it is said, not when something is asked.</content>
public sealed partial class MissyClient
{
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
        caller.Sessions.EnsureFree(options.Name);
        var wanted = new SessionChange { Provider = options.Provider, Model = options.Model, LeadWorker = options.LeadWorker };
        var route = await RouteAsync(SessionRoute.Default, wanted, caller, cancellationToken);
        var session = caller.Sessions.Create(options.Name, _options.Time);
        Switch(session, route, keepHistory: false);
        session.Instruct(options.System);
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
