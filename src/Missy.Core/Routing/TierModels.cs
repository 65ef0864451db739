using Missy.Configuration;
using Missy.Providers;

namespace Missy.Routing;

/// <summary>Which model a tier means at which provider.</summary>
internal sealed class TierModels(ProviderRegistry registry, MissyConfig config, ModelNames names)
{
    private static readonly AliasTable NoAliases = new();

    /// <summary>
    /// The model of a tier. Under <see cref="RoutingStrategy.Score"/> it may be at another provider, but only where nobody chose one.
    /// </summary>
    /// <param name="tier">The tier.</param>
    /// <param name="strategy">The strategy in force.</param>
    /// <param name="chosen">The provider.</param>
    /// <param name="named">Whether the tier was named, and not found by the router.</param>
    /// <exception cref="MissyException">The provider has no model at all.</exception>
    public NamedModel Of(PromptTier tier, RoutingStrategy strategy, Choice chosen, bool named) =>
        (strategy == RoutingStrategy.Score ? Routed(tier, chosen) : null) ?? At(tier, chosen.Provider, named);

    /// <summary>The provider's own model of a tier; the primary one where the tier has none.</summary>
    /// <param name="tier">The tier.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="named">Whether the tier was named: then a model that is known for it does, too. The router uses only what is configured.</param>
    /// <exception cref="MissyException">The provider has no model at all.</exception>
    public NamedModel At(PromptTier tier, RegisteredProvider provider, bool named)
    {
        var name = tier.ToName();
        var (configured, known) = tier switch
        {
            PromptTier.Fast => (provider.Config.FastModel, provider.Service.FastModel),
            PromptTier.Premium => (provider.Config.PremiumModel, provider.Service.PremiumModel),
            _ => (null, null),
        };
        if (configured is not null)
        {
            return new NamedModel(configured, provider, $"it is the {name}_model of providers.{provider.Name}");
        }

        // A model of the user's own choice stands for all tiers; where none was chosen, what is known of the service does.
        if (named && known is not null && provider is { IsOwnHost: true, Config.Model: null })
        {
            return new NamedModel(known, provider, $"it is the usual {name} model of {provider.Service.DisplayName}");
        }

        var primary = Primary(provider);
        return tier == PromptTier.Primary ? primary : primary with { Because = $"there is no {name} model; {primary.Because}" };
    }

    /// <summary>The models of a tier: first the one that <c>routing</c> has for a call that names nothing, then that of each provider.</summary>
    public IReadOnlyList<TierModel> Everywhere(PromptTier tier, RoutingStrategy strategy)
    {
        var models = registry.Providers
            .Where(provider => provider.Enabled && provider.Problem is null)
            .Select(provider => Lenient.OrNull(() => At(tier, provider, named: false)));
        if (strategy == RoutingStrategy.Score && (DefaultProvider(null) ?? (registry.Providers is [var first, ..] ? first : null)) is { } usual)
        {
            models = models.Prepend(Lenient.OrNull(() => Routed(tier, new Choice(usual, ChosenBy.Configuration, ""))));
        }

        return [.. models.OfType<NamedModel>().Select(model => new TierModel(model.Provider!.Name, model.Id)).Distinct()];
    }

    private NamedModel Primary(RegisteredProvider provider)
    {
        if (provider.Config.Model is { } configured)
        {
            return new NamedModel(configured, provider, provider.Implicit
                ? $"it is the usual one of {provider.Service.DisplayName}"
                : $"it is the model of providers.{provider.Name}");
        }

        if (config.DefaultModel is { } model && DefaultProvider(model.Provider) == provider)
        {
            return new NamedModel(names.At(provider, model.Model, NoAliases, "").Id, provider, "it is default_model in the configuration");
        }

        return provider.IsOwnHost && provider.Service.DefaultModel is { } known
            ? new NamedModel(known, provider, $"nobody named one, and it is the usual one of {provider.Service.DisplayName}")
            : throw new MissyException(ErrorKind.Configuration, $"Provider '{provider.Name}' has no model.")
            {
                Provider = provider.Name,
                Remedy = $"Set 'model' of providers.{provider.Name}, or name a model with the call.",
            };
    }

    private NamedModel? Routed(PromptTier tier, Choice chosen)
    {
        var (reference, key) = tier switch
        {
            PromptTier.Fast => (config.Routing.SimpleModel, "simple_model"),
            PromptTier.Premium => (config.Routing.ComplexModel, "complex_model"),
            _ => (config.Routing.MediumModel, "medium_model"),
        };
        if (reference is null)
        {
            return null;
        }

        // A model alone belongs to the provider that the configuration means when nobody names one.
        var nobodyChose = chosen.By is ChosenBy.Configuration or ChosenBy.Order;
        var because = $"it is routing.{key}";
        var usual = DefaultProvider(null) ?? (nobodyChose ? chosen.Provider : null);
        var model = reference.Provider is { } provider
            ? names.At(registry.Get(provider), reference.Model, NoAliases, because)
            : names.Alone(reference.Model, usual, NoAliases, because);
        var at = model.Provider ?? usual;
        return at == chosen.Provider || (nobodyChose && at is not null) ? model with { Provider = at } : null;
    }

    private RegisteredProvider? DefaultProvider(string? named) =>
        (named ?? config.DefaultProvider ?? config.DefaultModel?.Provider) is { } name ? registry.Find(name) : null;
}
