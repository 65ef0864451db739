using Missy.Calls;
using Missy.Configuration;
using Missy.Providers;
using Missy.Routing;

namespace Missy;

/// <content>Who answers.</content>
public sealed partial class MissyClient
{
    private volatile string? _defaultProvider;

    /// <summary>The default provider of the process, for runspaces without their own; null = none was set.</summary>
    public string? DefaultProvider => _defaultProvider;

    /// <summary>The purposes that a call may name, each with what it stands for.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the file cannot be used.</exception>
    public IReadOnlyList<(string Name, string Description)> Purposes => Usable().Routes.Purposes;

    /// <summary>Decides who would answer, and asks nobody.</summary>
    /// <param name="request">The question.</param>
    /// <param name="caller">What the caller's runspace chose for itself.</param>
    /// <param name="cancellationToken">Ends the search for a local server.</param>
    /// <exception cref="MissyException">Something named does not exist or cannot be used, or nobody can answer.</exception>
    public async Task<Route> ResolveRouteAsync(AskRequest request, CallerState caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(caller);
        var snapshot = Usable();
        var query = Conversation.Of(request, snapshot.Config.Config).Ask(Standing(caller));
        return Resolve(snapshot, query, await FindLocalAsync(snapshot, query, cancellationToken), caller).Route;
    }

    /// <summary>The tier of a prompt, with what decided and the model that it means at each provider; asks nobody.</summary>
    /// <param name="request">The prompt.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: there is no such strategy, or the file cannot be used.</exception>
    public ModelTier GetTier(TierRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var shape = new PromptShape([request.Prompt], request.ToolCount, request.HistoryTurns, request.MaxTokens);
        RoutingStrategy? strategy = string.IsNullOrWhiteSpace(request.Strategy) ? null
            : Enum.TryParse<RoutingStrategy>(request.Strategy, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known
            : throw new MissyException(ErrorKind.Configuration, $"There is no strategy '{request.Strategy}'. There are rules, score and off.");
        return Usable().Routes.Tier(shape, strategy) with { InputObject = request.InputObject, InputFormatter = request.InputFormatter };
    }

    /// <summary>Makes a provider the default of a runspace or of the process, after asking it whether it answers.</summary>
    /// <param name="name">The provider's name.</param>
    /// <param name="caller">The runspace's state.</param>
    /// <param name="scope">For whom.</param>
    /// <param name="probe">False takes it without asking.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The provider.</returns>
    /// <exception cref="MissyException">It is unknown, disabled, has no key or does not answer; nothing has changed.</exception>
    public async Task<RegisteredProvider> SetDefaultProviderAsync(
        string name, CallerState caller, DefaultScope scope, bool probe, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var provider = await UsableDefaultAsync(name, probe, cancellationToken);
        ChangeDefault(caller, scope, provider.Name);
        provider.Prepare();
        return provider;
    }

    /// <summary>Forgets the default provider of a runspace or of the process; the next in the order then decides.</summary>
    /// <param name="caller">The runspace's state.</param>
    /// <param name="scope">For whom.</param>
    public void ClearDefaultProvider(CallerState caller, DefaultScope scope)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ChangeDefault(caller, scope, null);
    }

    /// <summary>Who answers a call that names nothing, as far as is known without the network; null when nobody can.</summary>
    /// <param name="caller">What the caller's runspace chose for itself.</param>
    public RegisteredProvider? UsualProvider(CallerState caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return Usable().Routes.DefaultProvider(Standing(caller), null);
    }

    private async Task<RegisteredProvider> UsableDefaultAsync(string name, bool probe, CancellationToken cancellationToken)
    {
        var provider = Usable().Registry.Get(name);
        if (provider.WhyUnusable() is not null)
        {
            throw provider.Unavailable();
        }

        if (probe && await provider.ProbeAsync(fresh: true, cancellationToken) is { } failure)
        {
            throw failure;
        }

        // An account without credit may well tell its models.
        return probe && provider.WhyUnavailable() is not null ? throw provider.Unavailable() : provider;
    }

    private void ChangeDefault(CallerState caller, DefaultScope scope, string? name)
    {
        string? old;
        var events = _options.Events;
        if (scope == DefaultScope.Process)
        {
            old = Interlocked.Exchange(ref _defaultProvider, name);
        }
        else
        {
            old = caller.DefaultProvider;
            caller.DefaultProvider = name;
            events = caller.Events ?? events;
        }

        if (old != name)
        {
            events.Publish(new ProviderChanged(old, name, scope.ToString()));
        }
    }

    private RouteQuery Standing(CallerState caller) => new()
    {
        RunspaceDefault = caller.DefaultProvider,
        ProcessDefault = _defaultProvider,
        Aliases = caller.Aliases,
    };

    // Nobody who is named has to be looked for.
    private static Task<RegisteredProvider?> FindLocalAsync(Snapshot snapshot, RouteQuery query, CancellationToken cancellationToken) =>
        query.NamesProvider ? Task.FromResult<RegisteredProvider?>(null) : DiscoverLocalAsync(snapshot.Registry, cancellationToken);

    private (RegisteredProvider Provider, Route Route) Resolve(
        Snapshot snapshot, RouteQuery query, RegisteredProvider? discovered, CallerState caller)
    {
        var resolved = snapshot.Routes.Resolve(query, discovered);
        foreach (var warning in resolved.Route.Warnings)
        {
            (caller.Events ?? _options.Events).Publish(new ModelUnlisted(resolved.Route.Provider, resolved.Route.Model, warning));
        }

        return resolved;
    }
}
