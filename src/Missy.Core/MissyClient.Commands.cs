using Missy.Chat;
using Missy.Providers;
using Missy.Routing;
using Missy.Sessions;
using Missy.Sessions.Commands;

namespace Missy;

/// <content>Lines of a chat: commands that Missy answers itself, and everything else, which a model does.</content>
public sealed partial class MissyClient
{
    private const int MostListedModels = 10;
    private const string Unknown = "none";

    /// <summary>Deals with one line of a chat in its sender's own session: a command is done, anything else is asked.</summary>
    /// <param name="line">The line.</param>
    /// <param name="caller">The runspace's state, which holds the sessions.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <exception cref="MissyException">
    /// The sender's name cannot be one, the configuration cannot be used, or the model did not answer. What is wrong with a
    /// command is its reply.
    /// </exception>
    public async Task<CommandResult> InvokeCommandAsync(ChatLine line, CallerState caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(caller);
        var result = new CommandResult(line.Sender);
        if (AddressedText.Of(line) is not { } text)
        {
            return result;
        }

        var session = SessionsOf(caller).GetOrCreate(line.Sender, _options.Time);
        if (SlashCommand.Parse(text) is { } command
            && await RunCommandAsync(command, session, MaySwitch(line), caller, cancellationToken) is { } reply)
        {
            return result with { Handled = true, Reply = reply, Route = await CurrentRouteAsync(session, caller, cancellationToken) };
        }

        if (text.Length == 0)
        {
            throw new MissyException(ErrorKind.InvalidRequest, $"The line of {line.Sender} says nothing.");
        }

        var question = new AskRequest { Messages = [new ChatMessage(ChatRole.User, text)], Session = session };
        var response = await AskAsync(question, caller, cancellationToken);
        return result with { Handled = true, Reply = response.Content, Route = response.Route, Response = response };
    }

    /// <summary>Does a command in a session: <c>/models</c>, <c>/model</c>, <c>/new</c> or <c>/help</c>.</summary>
    /// <param name="command">The command.</param>
    /// <param name="session">The session.</param>
    /// <param name="maySwitch">Whether whoever gives it may change who answers.</param>
    /// <param name="caller">What the caller's runspace chose for itself.</param>
    /// <param name="cancellationToken">Ends the search for a local server.</param>
    /// <returns>The reply; null when it is none of these commands.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the file cannot be used.</exception>
    public async Task<string?> RunCommandAsync(
        SlashCommand command, Session session, bool maySwitch, CallerState caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(caller);
        switch (command.Name)
        {
            case "models" when ModelNames.Clean(command.FirstWord) is null:
                return await ShowProvidersAsync(session, caller, cancellationToken);
            case "model" when command.Words.Count == 0:
                return await ShowModelAsync(session, caller, cancellationToken);
            case "models" or "model" when !maySwitch:
                return Replies.NotAllowed;
            case "models":
                return await SwitchProviderAsync(ModelNames.Clean(command.FirstWord)!, session, caller, cancellationToken);
            case "model":
                return await SwitchModelAsync(ModelNames.Clean(command.Argument), session, caller, cancellationToken);
            case "new":
                session.Clear();
                return Replies.NewConversation;
            case "help":
                return Replies.Help;
            default:
                return null;
        }
    }

    private static IReadOnlyList<string> AliasesOf(RegisteredProvider provider, ProviderRegistry registry) =>
        [.. provider.Service.Aliases.Where(alias => registry.Find(alias) == provider)];

    private bool MaySwitch(ChatLine line)
    {
        if (line.AllowedSenders is { } named)
        {
            return named.Contains(line.Sender, StringComparer.OrdinalIgnoreCase);
        }

        var configured = Config.Config.Sessions.AllowedSenders;
        return configured.Count == 0 || configured.Contains(line.Sender, StringComparer.OrdinalIgnoreCase);
    }

    private async Task<string> ShowProvidersAsync(Session session, CallerState caller, CancellationToken cancellationToken)
    {
        var registry = Registry;
        var (provider, model) = await CurrentNamesAsync(session, caller, cancellationToken);
        return Replies.Providers(
            provider,
            model,
            registry.Providers.Where(entry => entry.Config.Enabled).Select(entry => (entry.Name, AliasesOf(entry, registry))));
    }

    private async Task<string> ShowModelAsync(Session session, CallerState caller, CancellationToken cancellationToken)
    {
        var (provider, model) = await CurrentNamesAsync(session, caller, cancellationToken);
        IReadOnlyList<string> listed = Registry.Find(provider) is not { } known
            ? []
            : [.. KnownModels(known).Where(entry => entry.Source is "cached" or "live").Select(entry => entry.Id).Take(MostListedModels)];
        return Replies.Model(provider, model, listed);
    }

    private async Task<string> SwitchProviderAsync(string name, Session session, CallerState caller, CancellationToken cancellationToken)
    {
        if (Registry.Find(name) is not { } provider)
        {
            return Replies.UnknownProvider(name);
        }

        try
        {
            // Who cannot answer is found out before anything changes.
            var route = await PlainRouteAsync(new SessionRoute(provider.Name, null, false), null, caller, cancellationToken);
            await ChangeSessionAsync(session, new SessionChange { Provider = provider.Name }, caller, cancellationToken);
            return Replies.ProviderSwitched(provider.Name, route.Model);
        }
        catch (MissyException failure)
        {
            return Replies.Failed(provider.Name, failure);
        }
    }

    private async Task<string> SwitchModelAsync(string? model, Session session, CallerState caller, CancellationToken cancellationToken)
    {
        if (model is null)
        {
            return Replies.BlankModel;
        }

        try
        {
            var route = await RouteAsync(session.Route, new SessionChange { Model = model }, caller, cancellationToken);
            Switch(session, route, keepHistory: false);
            return Replies.ModelSwitched(route.Provider!, route.Model!);
        }
        catch (MissyException failure)
        {
            return Replies.Failed(failure.Provider ?? (await CurrentNamesAsync(session, caller, cancellationToken)).Provider, failure);
        }
    }

    private async Task<Route?> CurrentRouteAsync(Session session, CallerState caller, CancellationToken cancellationToken)
    {
        try
        {
            return await PlainRouteAsync(session.Route, session.Next, caller, cancellationToken);
        }
        catch (MissyException)
        {
            // Nobody can answer now; a question would say why.
            return null;
        }
    }

    // The route of a plain question: the primary model, where none is pinned.
    private async Task<Route> PlainRouteAsync(SessionRoute session, string? role, CallerState caller, CancellationToken cancellationToken)
    {
        var snapshot = Usable();
        var query = Standing(caller) with
        {
            SessionProvider = session.Provider,
            SessionModel = session.Model,
            Role = role,
            RoleBecause = role is null ? null : "lead and worker take turns",
        };
        var discovered = await FindLocalAsync(snapshot, query, cancellationToken);
        var primary = PromptTier.Primary.ToName();
        var route = snapshot.Routes.Resolve(query, discovered).Route;
        return route.Tier is null || route.Tier == primary ? route : snapshot.Routes.Resolve(query with { Tier = primary }, discovered).Route;
    }

    // Who would answer a plain question, or where nobody can, who is meant to.
    private async Task<(string Provider, string Model)> CurrentNamesAsync(Session session, CallerState caller, CancellationToken cancellationToken)
    {
        if (await CurrentRouteAsync(session, caller, cancellationToken) is { } route)
        {
            return (route.Provider, route.Model);
        }

        var provider = session.Provider is { } name ? Registry.Find(name) : UsualProvider(caller);
        return (
            provider?.Name ?? session.Provider ?? Unknown,
            session.Model ?? provider?.Config.Model ?? provider?.Service.DefaultModel ?? Unknown);
    }
}
