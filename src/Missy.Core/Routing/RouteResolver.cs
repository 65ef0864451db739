using Missy.Configuration;
using Missy.Providers;

namespace Missy.Routing;

/// <summary>
/// Decides who answers. The first of these that says something decides on the provider: the call, the runspace's default,
/// <c>MISSY_PROVIDER</c> and <c>MISSY_MODEL</c>, the configuration's defaults, and last the first provider that is available.
/// Whoever was named is never replaced by another; nothing here waits for the network.
/// </summary>
/// <param name="registry">The providers.</param>
/// <param name="config">The configuration that they come from.</param>
/// <param name="environment">Where <c>MISSY_PROVIDER</c> and <c>MISSY_MODEL</c> are read.</param>
internal sealed class RouteResolver(ProviderRegistry registry, MissyConfig config, ISystemEnvironment environment)
{
    /// <summary>Resolves a route.</summary>
    /// <param name="query">What the caller named.</param>
    /// <param name="discovered">A local server that was found because there was nothing else; null = none.</param>
    /// <exception cref="MissyException">Something named does not exist or cannot be used, or nobody can answer.</exception>
    public (RegisteredProvider Provider, Route Route) Resolve(RouteQuery query, RegisteredProvider? discovered)
    {
        var (choice, model) = Choose(query, discovered);
        if (choice.Provider.WhyUnavailable() is not null)
        {
            throw choice.Provider.Unavailable();
        }

        var (id, because) = model ?? ModelOf(choice.Provider);
        var steps = new[] { new RouteStep("provider", choice.Provider.Name, choice.Because), new RouteStep("model", id, because) };
        return (choice.Provider, new Route(choice.Provider.Name, id, steps));
    }

    /// <summary>Who answers a call that names nothing; null when nobody can, or when what is set as default does not exist.</summary>
    public RegisteredProvider? DefaultProvider(string? runspaceDefault, RegisteredProvider? discovered)
    {
        try
        {
            return Choose(new RouteQuery(null, null, runspaceDefault), discovered).Choice.Provider;
        }
        catch (MissyException)
        {
            return null;
        }
    }

    private static (string Id, string Because)? ModelName(string? text) =>
        text?.Trim().Trim('`').Trim() is { Length: > 0 } id ? (id, "the call names it") : null;

    private ((RegisteredProvider Provider, string Because) Choice, (string Id, string Because)? Model) Choose(
        RouteQuery query, RegisteredProvider? discovered)
    {
        var model = ModelName(query.Model);
        var choice = OfCall(query, ref model)
            ?? OfName(query.RunspaceDefault, "it is this runspace's default")
            ?? OfEnvironment(ref model)
            ?? OfConfiguration()
            ?? FirstAvailable(discovered);
        return (choice, model);
    }

    private (RegisteredProvider Provider, string Because)? OfCall(RouteQuery query, ref (string Id, string Because)? model)
    {
        if (!string.IsNullOrWhiteSpace(query.Provider))
        {
            var named = registry.Get(query.Provider);
            model = Unqualified(named, model);
            return (named, "the call names it");
        }

        if (model is null)
        {
            return null;
        }

        // Where a provider is current, ids of its own win over a split: "meta-llama/llama-3" is one id at OpenRouter.
        var current = OfName(query.RunspaceDefault, "")?.Provider ?? OfConfiguration()?.Provider;
        return (current is null || !IsOwnModel(current, model.Value.Id)) && Split(ref model) is { } split
            ? (split, "the call's model names it")
            : null;
    }

    private (RegisteredProvider Provider, string Because)? OfName(string? name, string because) =>
        string.IsNullOrWhiteSpace(name) ? null : (registry.Get(name), because);

    private (RegisteredProvider Provider, string Because)? OfEnvironment(ref (string Id, string Because)? model)
    {
        // A model is meant for the provider named beside it: one of the environment never joins a provider chosen elsewhere.
        var wanted = model is null && ModelName(environment.GetVariable("MISSY_MODEL")) is { } id
            ? (id.Id, "MISSY_MODEL names it")
            : model;
        if (OfName(environment.GetVariable("MISSY_PROVIDER"), "MISSY_PROVIDER names it") is { } named)
        {
            model = Unqualified(named.Provider, wanted);
            return named;
        }

        if (model is not null || wanted is null)
        {
            return null;
        }

        var split = Split(ref wanted);
        model = wanted;
        return split is null ? null : (split, "MISSY_MODEL names it");
    }

    private (RegisteredProvider Provider, string Because)? OfConfiguration() =>
        OfName(config.DefaultProvider, "it is default_provider in the configuration")
        ?? OfName(config.DefaultModel?.Provider, "it is the provider of default_model in the configuration");

    private (RegisteredProvider Provider, string Because) FirstAvailable(RegisteredProvider? discovered)
    {
        // The simulator answers only when named.
        var candidates = registry.Providers.Where(provider => provider.Service.Wire != WireKind.Simulator).ToList();
        if (candidates.Find(provider => provider.WhyUnavailable() is null) is { } first)
        {
            return (first, registry.HasFile
                ? "it is the first available in the configuration"
                : $"there is no configuration, and {first.KeySource} is set");
        }

        return discovered is not null
            ? (discovered, $"there is no configuration and no key, and it answers at {discovered.BaseUrl}")
            : throw Nobody(candidates);
    }

    private RegisteredProvider? Split(ref (string Id, string Because)? model)
    {
        var (first, rest) = ModelReference.Split(model!.Value.Id);
        if (string.IsNullOrEmpty(rest) || registry.Find(first) is not { } provider)
        {
            return null;
        }

        model = (rest, model.Value.Because);
        return provider;
    }

    // "anthropic/claude-x" with -Provider anthropic means claude-x; any other prefix is part of the id.
    private (string Id, string Because)? Unqualified(RegisteredProvider provider, (string Id, string Because)? model)
    {
        if (model is null || IsOwnModel(provider, model.Value.Id))
        {
            return model;
        }

        var split = model;
        return Split(ref split) == provider ? split : model;
    }

    private static bool IsOwnModel(RegisteredProvider provider, string id) =>
        provider.Service.SlashIds
        || id.Equals(provider.Config.Model, StringComparison.OrdinalIgnoreCase)
        || id.Equals(provider.Config.FastModel, StringComparison.OrdinalIgnoreCase)
        || id.Equals(provider.Config.PremiumModel, StringComparison.OrdinalIgnoreCase);

    private (string Id, string Because) ModelOf(RegisteredProvider provider)
    {
        if (provider.Config.Model is { } configured)
        {
            return (configured, $"it is the model of providers.{provider.Name}");
        }

        if (config.DefaultModel is { } fallback && IsFor(fallback, provider))
        {
            return (fallback.Model, "it is default_model in the configuration");
        }

        return provider.IsOwnHost && provider.Service.DefaultModel is { } known
            ? (known, $"nobody named one, and it is the usual one of {provider.Service.DisplayName}")
            : throw new MissyException(ErrorKind.Configuration, $"Provider '{provider.Name}' has no model.")
            {
                Provider = provider.Name,
                Remedy = $"Set 'model' of providers.{provider.Name}, or name a model with the call.",
            };
    }

    private bool IsFor(ModelReference model, RegisteredProvider provider) =>
        registry.Find(model.Provider ?? config.DefaultProvider ?? "") == provider;

    private static MissyException Nobody(List<RegisteredProvider> candidates)
    {
        var reasons = string.Join(" ", candidates.Select(provider => $"{provider.Name}: {provider.WhyUnavailable()}."));
        return candidates.Count > 0
            ? new MissyException(ErrorKind.Configuration, $"No configured provider can be used. {reasons}")
            : new MissyException(
                ErrorKind.Configuration,
                "There is nobody to ask: no configuration, no key in the environment, and no Ollama that answers.")
            {
                Remedy = "Set a key such as ANTHROPIC_API_KEY or OPENAI_API_KEY, start Ollama, write a configuration with "
                    + "New-MissyConfig (missy config init), or try the built-in simulator: -Provider simulator (--provider simulator).",
            };
    }
}
