using Missy.Configuration;
using Missy.Providers;

namespace Missy.Routing;

/// <summary>A route while it is being decided.</summary>
internal sealed class RouteDraft(ProviderRegistry registry)
{
    private readonly List<RouteStep> _steps = new(4);
    private NamedModel? _taken;

    public string? Tier { get; set; }

    public string? Purpose { get; set; }

    public IReadOnlyList<RouteTarget> Fallback { get; set; } = [];

    public RegisteredProvider Provider => _taken!.Provider!;

    public string Model => _taken!.Id;

    public void Add(string step, string chose, string because) => _steps.Add(new RouteStep(step, chose, because));

    /// <summary>Takes a model and its provider.</summary>
    /// <param name="model">The model, with its provider.</param>
    /// <param name="chosen">The provider that a step names already; null = none does.</param>
    public void Take(NamedModel model, RegisteredProvider? chosen = null)
    {
        _taken = model;
        if (model.Provider != chosen)
        {
            Add("provider", model.Provider!.Name, chosen is null ? model.Because : $"{model.Because}, and nobody chose a provider");
        }

        if (model.Alias is { } alias)
        {
            Add("alias", alias.Name, $"it stands for {alias.Provider}/{alias.Model}");
        }

        Add("model", model.Id, model.Because);
    }

    /// <summary>The route, at the first of provider and fallback that can be called.</summary>
    /// <exception cref="MissyException">None of them can.</exception>
    public (RegisteredProvider Provider, Route Route) Finish()
    {
        if (Provider.WhyUnavailable() is not { } reason)
        {
            return (Provider, NewRoute(Provider, Model, Fallback));
        }

        for (var i = 0; i < Fallback.Count; i++)
        {
            var provider = registry.Get(Fallback[i].Provider);
            if (provider.WhyUnavailable() is null)
            {
                Add("fallback", Fallback[i].ToString(), $"{Provider.Name} cannot be used: {reason}");
                return (provider, NewRoute(provider, Fallback[i].Model, [.. Fallback.Skip(i + 1)]));
            }
        }

        throw Provider.Unavailable();
    }

    private Route NewRoute(RegisteredProvider provider, string model, IReadOnlyList<RouteTarget> fallback) => new()
    {
        Provider = provider.Name,
        Model = model,
        Tier = Tier,
        Purpose = Purpose,
        KeyPolicy = provider.KeySlotNames.Count == 0 ? null
            : provider.Config.KeyRotation == KeyRotationStrategy.RoundRobin ? "round_robin"
            : "failover",
        Fallback = fallback,
        Steps = _steps,
    };
}
