using Missy.Chat;
using Missy.Configuration;
using Missy.Providers;

namespace Missy.Routing;

/// <summary>
/// Decides who answers: a function of what is asked for, of the configuration and of what is known of the providers' health.
/// Whoever the call named is never replaced by another unless the call says by whom; nothing here waits for the network.
/// </summary>
internal sealed class RouteResolver
{
    private readonly MissyConfig _config;
    private readonly ProviderRegistry _registry;
    private readonly Deciders _deciders;
    private readonly PurposeModels _purposes;
    private readonly TierModels _tiers;
    private readonly FallbackTargets _fallback;
    private readonly ModelRouter _router;
    private readonly UnlistedModels _unlisted;

    /// <summary>Makes the resolver of one configuration.</summary>
    /// <param name="registry">The providers.</param>
    /// <param name="config">The configuration that they come from.</param>
    /// <param name="environment">Where <c>MISSY_PROVIDER</c> and <c>MISSY_MODEL</c> are read.</param>
    /// <param name="aliases">The aliases of the configuration and the built-in ones.</param>
    /// <param name="listed">Which models are known to be where.</param>
    /// <param name="unlisted">Which models are known not to be there.</param>
    public RouteResolver(
        ProviderRegistry registry, ConfigResult config, ISystemEnvironment environment, AliasBook aliases, ListedModels listed, UnlistedModels unlisted)
    {
        var names = new ModelNames(registry, config, aliases, listed);
        _config = config.Config;
        _registry = registry;
        _deciders = new Deciders(registry, _config, environment, names);
        _purposes = new PurposeModels(registry, config, names);
        _tiers = new TierModels(registry, _config, names);
        _fallback = new FallbackTargets(registry, _config, listed, names, _tiers);
        _router = new ModelRouter(_config.Routing);
        _unlisted = unlisted;
    }

    /// <summary>The purposes that a call may name, each with what it stands for.</summary>
    public IReadOnlyList<(string Name, string Description)> Purposes => _purposes.All;

    /// <summary>Resolves a route.</summary>
    /// <param name="query">What the caller named, and what stands otherwise.</param>
    /// <param name="discovered">A local server that was found because there was nothing else; null = none.</param>
    /// <exception cref="MissyException">Something named does not exist or cannot be used, or nobody can answer.</exception>
    public (RegisteredProvider Provider, Route Route) Resolve(RouteQuery query, RegisteredProvider? discovered)
    {
        Contradictions.Check(query);
        var draft = new RouteDraft(_registry);
        return query.Role is { } role ? ForPurpose(draft, query, role, query.RoleBecause!)
            : ModelNames.Clean(query.Purpose) is { } purpose ? ForPurpose(draft, query, purpose, "the call names it")
            : ForChoice(draft, query, discovered);
    }

    /// <summary>Who answers a call that names nothing; null when nobody can, or when what is set as default does not exist.</summary>
    public RegisteredProvider? DefaultProvider(RouteQuery query, RegisteredProvider? discovered) => _deciders.Current(query, discovered);

    /// <summary>The tier of a prompt, with what decided and the model that it means at each provider.</summary>
    /// <param name="shape">The prompt.</param>
    /// <param name="strategy">The strategy; null = the configuration's.</param>
    public ModelTier Tier(PromptShape shape, RoutingStrategy? strategy)
    {
        var decision = _router.Classify(shape, strategy);
        return decision.ToModelTier() with { Models = _tiers.Everywhere(decision.Tier, decision.Strategy) };
    }

    private (RegisteredProvider Provider, Route Route) ForPurpose(RouteDraft draft, RouteQuery query, string purpose, string because)
    {
        draft.Purpose = purpose;
        draft.Add("purpose", purpose, because);
        var models = _purposes.Of(purpose);
        draft.Take(models[0]);
        draft.Fallback = query.Fallback is { } named
            ? _fallback.OfCall(named, draft.Provider, draft.Model, query.Aliases)
            : [.. models.Skip(1).Select(model => new RouteTarget(model.Provider!.Name, model.Id))];
        return draft.Finish();
    }

    private (RegisteredProvider Provider, Route Route) ForChoice(RouteDraft draft, RouteQuery query, RegisteredProvider? discovered)
    {
        var choice = _deciders.Decide(query, discovered);
        draft.Add("provider", choice.Provider.Name, choice.Because);
        var model = ByTier(draft, query, choice) ?? choice.Model!;
        draft.Take(model with { Provider = model.Provider ?? choice.Provider }, choice.Provider);
        var strict = choice.By is ChosenBy.Call or ChosenBy.Conversation || ModelNames.Clean(query.Model) is not null;
        draft.Fallback = query.Fallback is { } named ? _fallback.OfCall(named, draft.Provider, draft.Model, query.Aliases)
            : strict ? []
            : _fallback.OfConfiguration(draft.Provider, draft.Model);
        var finished = draft.Finish();

        // The settings' own models are Test-MissyProvider's to check, and a model that answered before exists.
        return ReferenceEquals(model, choice.Model) && choice.By != ChosenBy.Conversation && finished.Route.Instead is null
            && _unlisted.WarningOf(finished.Provider, finished.Route.Model) is { } warning
            ? (finished.Provider, finished.Route with { Warnings = [warning] })
            : finished;
    }

    private NamedModel? ByTier(RouteDraft draft, RouteQuery query, Choice choice)
    {
        if (ModelNames.Clean(query.Tier) is { } named)
        {
            var tier = PromptTiers.Parse(named);
            draft.Tier = tier.ToName();
            draft.Add("tier", draft.Tier, "the call names it");
            return _tiers.Of(tier, _config.Routing.Strategy, choice, named: true);
        }

        if (choice.Model is not null)
        {
            return null;
        }

        var decision = _router.Classify(ShapeOf(query), null);
        draft.Tier = decision.Tier.ToName();
        draft.Add("tier", draft.Tier, decision.Because);
        return _tiers.Of(decision.Tier, decision.Strategy, choice, named: false);
    }

    // A turn is one user message with its answer, however many steps of tools lie between.
    private static PromptShape ShapeOf(RouteQuery query)
    {
        var asked = query.Messages.LastOrDefault(message => message.Role == ChatRole.User);
        var turns = query.Messages.Count(message => message.Role == ChatRole.User);
        return new PromptShape(
            asked is null ? [] : [.. asked.Content.OfType<TextPart>().Where(part => part.FileName is null).Select(part => part.Text)],
            query.Tools,
            Math.Max(0, turns - 1),
            query.MaxTokens);
    }
}
