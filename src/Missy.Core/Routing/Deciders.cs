using Missy.Configuration;
using Missy.Providers;

namespace Missy.Routing;

/// <summary>
/// Who chooses the provider. The first of these that says something decides: the call, the conversation that it goes on with,
/// the session, the runspace, the process, the environment, the configuration, and last the order of the file.
/// </summary>
internal sealed class Deciders(ProviderRegistry registry, MissyConfig config, ISystemEnvironment environment, ModelNames names)
{
    /// <summary>The provider, and the model where whoever chose it, or the call, named one.</summary>
    /// <exception cref="MissyException">Something named does not exist, or nobody can answer.</exception>
    public Choice Decide(RouteQuery query, RegisteredProvider? discovered)
    {
        var model = ModelNames.Clean(query.Model);
        if (ModelNames.Clean(query.Provider) is { } provider)
        {
            const string Because = "the call names it";
            var named = registry.Get(provider);
            return new Choice(named, ChosenBy.Call, Because, model is null ? null : names.At(named, model, query.Aliases, Because));
        }

        if (model is null)
        {
            return Standing(query, discovered, modelNeeded: ModelNames.Clean(query.Tier) is null);
        }

        var meant = names.Alone(model, Current(query, discovered), query.Aliases, "the call names it");
        return meant.Provider is { } own
            ? new Choice(own, ChosenBy.Call, meant.Alias is null ? "the call's model names it" : $"the alias '{meant.Alias.Name}' names it", meant)
            : Standing(query, discovered, modelNeeded: false) with { Model = meant };
    }

    /// <summary>Who would answer if the call named nothing; null when nobody can, or what is set does not exist.</summary>
    public RegisteredProvider? Current(RouteQuery query, RegisteredProvider? discovered) =>
        Lenient.OrNull(() => Standing(query, discovered, modelNeeded: false))?.Provider;

    private Choice Standing(RouteQuery query, RegisteredProvider? discovered, bool modelNeeded) =>
        Continued(query.Continued)
        ?? OfSession(query)
        ?? OfName(query.RunspaceDefault, ChosenBy.Runspace, "it is this runspace's default")
        ?? OfName(query.ProcessDefault, ChosenBy.Process, "it is this process's default")
        ?? OfEnvironment(query, discovered, modelNeeded)
        ?? Usual(discovered);

    private Choice? Continued(RouteTarget? earlier)
    {
        const string Because = "the conversation goes on with it";
        return OfName(earlier?.Provider, ChosenBy.Conversation, Because) is { } choice
            ? choice with { Model = new NamedModel(earlier!.Model, choice.Provider, Because) }
            : null;
    }

    private Choice? OfSession(RouteQuery query)
    {
        const string Because = "it is the session's";
        return OfName(query.SessionProvider, ChosenBy.Session, Because) is not { } choice ? null
            : query.SessionModel is { } pinned ? choice with { Model = new NamedModel(pinned, choice.Provider, Because) }
            : choice;
    }

    private Choice? OfName(string? name, ChosenBy by, string because) =>
        string.IsNullOrWhiteSpace(name) ? null
            : registry.Find(name) is { } provider ? new Choice(provider, by, because)
            : throw registry.Unknown(name, WhoSaysSo(by));

    // Whoever calls has named nothing: they must hear where the name is from, and what undoes it.
    private static string? WhoSaysSo(ChosenBy by) => by switch
    {
        ChosenBy.Conversation => "The conversation that the call goes on with was held there; name another with -Provider.",
        ChosenBy.Session => "The session's route names it; Set-MissySession -Provider (or -UseDefault) changes that.",
        ChosenBy.Runspace => "It is this runspace's default; Set-MissyDefaultProvider changes that, or -Clear forgets it.",
        ChosenBy.Process => "It is this process's default; Set-MissyDefaultProvider -Scope Process changes that, or -Clear forgets it.",
        ChosenBy.Environment => "MISSY_PROVIDER names it.",
        ChosenBy.Configuration => "The configuration's default names it.",
        _ => null,
    };

    // A model of the environment is meant for the provider beside it: it never joins one that was chosen elsewhere.
    private Choice? OfEnvironment(RouteQuery query, RegisteredProvider? discovered, bool modelNeeded)
    {
        const string ByModel = "MISSY_MODEL names it";
        var model = modelNeeded ? ModelNames.Clean(environment.GetVariable("MISSY_MODEL")) : null;
        if (OfName(environment.GetVariable("MISSY_PROVIDER"), ChosenBy.Environment, "MISSY_PROVIDER names it") is { } named)
        {
            return model is null ? named : named with { Model = names.At(named.Provider, model, query.Aliases, ByModel) };
        }

        if (model is null)
        {
            return null;
        }

        var meant = names.Alone(model, Lenient.OrNull(() => Usual(discovered))?.Provider, query.Aliases, ByModel);
        return meant.Provider is { } own
            ? new Choice(own, ChosenBy.Environment, ByModel, meant)
            : Usual(discovered) with { Model = meant };
    }

    private Choice Usual(RegisteredProvider? discovered) => OfConfiguration() ?? FirstAvailable(discovered);

    private Choice? OfConfiguration() =>
        OfName(config.DefaultProvider, ChosenBy.Configuration, "it is default_provider in the configuration")
        ?? OfName(config.DefaultModel?.Provider, ChosenBy.Configuration, "it is the provider of default_model in the configuration");

    private Choice FirstAvailable(RegisteredProvider? discovered)
    {
        // The simulator answers only when named.
        var candidates = registry.Providers.Where(provider => provider.Service.Wire != WireKind.Simulator);
        if (candidates.FirstOrDefault(provider => provider.WhyUnavailable() is null) is { } first)
        {
            return new Choice(first, ChosenBy.Order, registry.HasFile
                ? "it is the first available in the configuration"
                : $"there is no configuration, and {first.KeySource} is set");
        }

        return discovered is not null
            ? new Choice(discovered, ChosenBy.Order, $"there is no configuration and no key, and it answers at {discovered.BaseUrl}")
            : throw Nobody([.. candidates]);
    }

    private MissyException Nobody(List<RegisteredProvider> candidates)
    {
        if (candidates is [var only])
        {
            return only.Unavailable();
        }

        if (registry.LeftOut.Count > 0)
        {
            IEnumerable<string> all =
            [
                .. candidates.Select(provider => $"{provider.Name}: {provider.WhyUnavailable()?.TrimEnd('.')}."),
                .. registry.LeftOut.Select(entry => $"{entry.Key} was left out of the configuration: {entry.Value}"),
                .. registry.Providers.Count > candidates.Count ? ["The simulator answers only when it is named."] : Array.Empty<string>(),
            ];
            return new MissyException(ErrorKind.Configuration, $"No provider of the configuration can be used. {string.Join(' ', all)}")
            {
                Remedy = "Test-MissyConfig (missy config validate) lists everything that is wrong.",
            };
        }

        if (candidates.Count == 0 && registry.HasFile)
        {
            return new MissyException(ErrorKind.Configuration, "The configuration has no provider but the simulator, which answers only when it is named.")
            {
                Remedy = "Name it with -Provider (--provider), make it the default_provider, or add a provider.",
            };
        }

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
