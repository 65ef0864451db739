using Missy.Configuration;
using Missy.Network;
using Missy.Providers;
using Missy.Providers.Lists;
using Missy.Usage;

namespace Missy.Inspection;

/// <summary>Looks at providers for people: lists, self-checks, models. It decides nothing.</summary>
internal sealed class ProviderInspector(ProviderCatalogue catalogue, PriceBook prices, TimeProvider time)
{
    /// <summary>What a user sees of a provider.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="isDefault">Whether a call that names nothing goes there.</param>
    /// <param name="circuit">What its circuit breaker does.</param>
    /// <param name="failure">What the service answered when it was asked; null when it answered well or was not asked.</param>
    public static ProviderInfo Describe(RegisteredProvider provider, bool isDefault, CircuitState circuit, MissyException? failure)
    {
        var reason = failure?.Message ?? provider.WhyUnavailable();
        var known = provider.IsOwnHost ? provider.Service : null;
        return new ProviderInfo
        {
            Name = provider.Name,
            Service = provider.Service.Name,
            Wire = provider.Service.Wire.ToName(),
            Model = provider.Config.Model ?? known?.DefaultModel,
            FastModel = provider.Config.FastModel,
            PremiumModel = provider.Config.PremiumModel,
            BaseUrl = provider.BaseUrl,
            Host = provider.BaseUrl is { } url && Target.Of(url, out _) is { } target ? target.Authority : null,
            Local = provider.Local,
            AuthStatus = provider.AuthStatus,
            KeySource = provider.KeySource,
            Keys = provider.Keys.Describe(),
            Circuit = circuit,
            Enabled = provider.Enabled,
            Default = isDefault,
            Available = reason is null,
            Reason = reason,
        };
    }

    /// <summary>A full self-check: what stands in the way first, what follows from it skipped.</summary>
    public async Task<ProviderTest> TestAsync(RegisteredProvider provider, CancellationToken cancellationToken)
    {
        var checks = new List<ProviderCheck> { Configuration(provider), Key(provider), Address(provider) };
        if (checks.Exists(check => check.Status == "failed"))
        {
            checks.Add(new ProviderCheck("service", "skipped", "not asked, since it could not be called"));
            return new ProviderTest(provider.Name, false, checks, null);
        }

        var started = time.GetTimestamp();
        IReadOnlyList<ModelInfo>? models = null;
        try
        {
            models = await provider.ListModelsAsync(cancellationToken);
            checks.Add(new ProviderCheck("service", "ok", $"it answers and lists {models.Count} models"));
        }
        catch (MissyException exception)
        {
            checks.Add(new ProviderCheck("service", "failed", exception.Message, exception.Remedy));
        }

        var elapsed = time.GetElapsedTime(started);
        if (models is { Count: > 0 })
        {
            checks.Add(Model(provider, models));
        }

        return new ProviderTest(provider.Name, !checks.Exists(check => check.Status == "failed"), checks, elapsed);
    }

    /// <summary>The models of a provider: those that it listed, those of the file, and without a list those known.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="list">What it listed; null when it was not asked.</param>
    /// <param name="source">When it was asked: <c>live</c> or <c>cached</c>.</param>
    /// <param name="stale">Whether the list is not to be relied on any more.</param>
    public IReadOnlyList<ModelEntry> Models(RegisteredProvider provider, ModelList? list, string source, bool stale)
    {
        var reason = provider.WhyUnavailable();
        var shelf = provider.IsOwnHost ? catalogue.ModelsOf(provider.Service.Name) : [];
        var configured = new[] { provider.Config.Model, provider.Config.FastModel, provider.Config.PremiumModel }.OfType<string>();
        var entries = new Dictionary<string, ModelEntry>(StringComparer.OrdinalIgnoreCase);
        void Add(string id, string source) => entries.TryAdd(id, Entry(provider, id, source, null, reason));

        foreach (var model in list?.Models ?? [])
        {
            entries.TryAdd(model.Id, Entry(provider, model.Id, source, model.DisplayName, reason) with { ListedAt = list!.ListedAt, IsStale = stale });
        }

        foreach (var id in configured)
        {
            Add(id, "configured");
        }

        // What the service listed itself is the better word on what there is.
        foreach (var model in list is { Models.Count: > 0 } ? [] : shelf)
        {
            Add(model.Id, "known");
        }

        return [.. entries.Values];
    }

    private ModelEntry Entry(RegisteredProvider provider, string id, string source, string? displayName, string? reason)
    {
        var known = provider.IsOwnHost ? catalogue.FindModel(provider.Service.Name, id) : null;
        var own = prices.FindOwn(provider, id);
        var price = own?.Price ?? known?.Price;
        return new ModelEntry
        {
            Provider = provider.Name,
            Id = id,
            DisplayName = displayName,
            Source = source,
            ContextTokens = known?.ContextTokens,
            MaxOutputTokens = known?.MaxOutputTokens,
            Capabilities = known?.Capabilities,
            InputPrice = price?.Input,
            OutputPrice = price?.Output,
            AsOf = own is null ? known?.AsOf : own.AsOf,
            Available = reason is null,
            Reason = reason,
        };
    }

    private static ProviderCheck Configuration(RegisteredProvider provider) => provider switch
    {
        { Problem: { } problem } => new ProviderCheck("configuration", "failed", problem),
        { Enabled: false, Config.Enabled: true } => new ProviderCheck(
            "configuration", "failed", "it was disabled in this process", $"Run Enable-MissyProvider {provider.Name}."),
        { Enabled: false } => new ProviderCheck(
            "configuration", "failed", "it is disabled", $"Set 'enabled: true' of providers.{provider.Name}."),
        { Implicit: true } => new ProviderCheck("configuration", "ok", $"as {provider.Service.DisplayName} is known; no file names it"),
        _ => new ProviderCheck("configuration", "ok", $"providers.{provider.Name} at line {provider.Config.Line}"),
    };

    private static ProviderCheck Key(RegisteredProvider provider) => (provider.AuthStatus, provider.Keys.Lack()) switch
    {
        // What was said of the keys before is no reason not to ask again.
        (AuthStatus.Configured, { } lack) => new ProviderCheck("key", "warning", lack.Problem, lack.Remedy),
        (AuthStatus.Configured, null) => new ProviderCheck("key", "ok", $"from {provider.KeySource}"),
        (_, { } lack) => new ProviderCheck("key", "failed", lack.Problem, lack.Remedy),
        _ => new ProviderCheck("key", "ok", "none is needed"),
    };

    private static ProviderCheck Address(RegisteredProvider provider) => provider switch
    {
        { Problem: not null } => new ProviderCheck("address", "skipped", "it has none"),
        { BaseUrl: null } => new ProviderCheck("address", "ok", "the simulator in this process"),
        { BaseUrl: { } url, Local: false } when url.Scheme == Uri.UriSchemeHttp && provider.AuthStatus == AuthStatus.Configured =>
            new ProviderCheck("address", "warning", $"{url} is not encrypted, and the key travels with each request", "Use https."),
        _ => new ProviderCheck("address", "ok", $"{provider.BaseUrl}{(provider.Local ? " (local)" : "")}"),
    };

    private static ProviderCheck Model(RegisteredProvider provider, IReadOnlyList<ModelInfo> models)
    {
        var model = provider.Config.Model ?? (provider.IsOwnHost ? provider.Service.DefaultModel : null);
        if (model is null)
        {
            return new ProviderCheck("model", "warning", "none is set: each call has to name one", $"Set 'model' of providers.{provider.Name}.");
        }

        // Services list dated or tagged ids and accept shorter ones.
        if (models.Any(known => known.Id.StartsWith(model, StringComparison.OrdinalIgnoreCase)
            || known.Id.EndsWith("/" + model, StringComparison.OrdinalIgnoreCase)))
        {
            return new ProviderCheck("model", "ok", model);
        }

        var nearest = NearestNames.Ask(NearestNames.Find(model, models.Select(known => known.Id), 3));
        return new ProviderCheck("model", "warning", $"the service does not list '{model}'", nearest.Length > 0 ? nearest : null);
    }
}
