using Missy.Configuration;
using Missy.Providers;

namespace Missy.Routing;

/// <summary>Who may answer in place of whoever was chosen. Found in memory; nobody is asked.</summary>
internal sealed class FallbackTargets(ProviderRegistry registry, MissyConfig config, ListedModels listed, ModelNames names, TierModels tiers)
{
    private static readonly AliasTable NoAliases = new();

    /// <summary>What the call itself says: <c>none</c>, <c>same_model</c>, <c>any</c>, or models and providers in order.</summary>
    /// <exception cref="MissyException">An entry is neither a provider nor a model of one.</exception>
    public IReadOnlyList<RouteTarget> OfCall(IReadOnlyList<string> entries, RegisteredProvider chosen, string model, AliasTable own) => entries switch
    {
        [var word] when Is(word, "none") => [],
        [var word] when Is(word, "same_model") => SameModel(chosen, model),
        [var word] when Is(word, "any") => Any(chosen, model),
        _ => [.. entries.Select(entry => Read(entry, own)).Where(target => !IsChosen(target, chosen, model))],
    };

    /// <summary>What the configuration says for a provider.</summary>
    public IReadOnlyList<RouteTarget> OfConfiguration(RegisteredProvider chosen, string model)
    {
        var chain = chosen.Config.Fallback ?? (config.Routing.Fallback == FallbackMode.Chain ? config.Routing.FallbackChain : null);
        if (chain is not null)
        {
            return [.. chain
                .Where(entry => registry.Find(entry.Provider!) is not null)
                .Select(entry => Target(names.At(registry.Get(entry.Provider!), entry.Model, NoAliases, "")))
                .Where(target => !IsChosen(target, chosen, model))];
        }

        return config.Routing.Fallback switch
        {
            FallbackMode.SameModel => SameModel(chosen, model),
            FallbackMode.Any => Any(chosen, model),
            _ => [],
        };
    }

    private List<RouteTarget> SameModel(RegisteredProvider chosen, string model) =>
        [.. Others(chosen).Where(other => listed.Contains(other, model)).Select(other => new RouteTarget(other.Name, model))];

    private List<RouteTarget> Any(RegisteredProvider chosen, string model)
    {
        var same = SameModel(chosen, model);
        return
        [
            .. same,
            .. Others(chosen)
                .Where(other => !same.Exists(target => target.Provider == other.Name))
                .Select(other => Lenient.OrNull(() => Target(tiers.At(PromptTier.Primary, other, named: false))))
                .OfType<RouteTarget>(),
        ];
    }

    // The simulator answers only when named; a weight of zero means never by itself.
    private IEnumerable<RegisteredProvider> Others(RegisteredProvider chosen) => registry.Providers
        .Where(other => other != chosen && other.Config.Weight > 0 && other.Service.Wire != WireKind.Simulator && other.WhyUnavailable() is null)
        .OrderByDescending(other => other.Config.Weight);

    private RouteTarget Read(string entry, AliasTable own)
    {
        var text = ModelNames.Clean(entry) ?? throw new MissyException(ErrorKind.Configuration, "An entry of the fallback list is empty.");
        if (registry.Find(text) is { } provider)
        {
            return Target(tiers.At(PromptTier.Primary, provider, named: false));
        }

        var model = names.Alone(text, null, own, "");
        return model.Provider is not null
            ? Target(model)
            : throw new MissyException(ErrorKind.Configuration, $"The fallback '{text}' names no provider. {NearestNames.Ask(NearestNames.Find(text, registry.Names, 3))}".TrimEnd())
            {
                Remedy = "Write provider/model, the name of a provider, or one of none, same_model and any.",
            };
    }

    private static RouteTarget Target(NamedModel model) => new(model.Provider!.Name, model.Id);

    private static bool IsChosen(RouteTarget target, RegisteredProvider chosen, string model) =>
        target.Provider == chosen.Name && target.Model.Equals(model, StringComparison.OrdinalIgnoreCase);

    private static bool Is(string text, string word) => text.Trim().Equals(word, StringComparison.OrdinalIgnoreCase);
}
