using Missy.Providers;
using Missy.Providers.Lists;

namespace Missy.Routing;

/// <summary>Whether a model is known to be at a provider: from its settings, from the catalogue, or from what it listed.</summary>
internal sealed class ListedModels(ProviderCatalogue catalogue, ModelLists lists)
{
    public bool Contains(RegisteredProvider provider, string id) =>
        id.Equals(provider.Config.Model, StringComparison.OrdinalIgnoreCase)
        || id.Equals(provider.Config.FastModel, StringComparison.OrdinalIgnoreCase)
        || id.Equals(provider.Config.PremiumModel, StringComparison.OrdinalIgnoreCase)
        || (provider.IsOwnHost && catalogue.FindModel(provider.Service.Name, id) is not null)
        || lists.FindForRoute(provider)?.Contains(id) == true;

    /// <summary>Whether the service is known to have ids without a slash.</summary>
    public bool HasPlainIds(RegisteredProvider provider) =>
        catalogue.ModelsOf(provider.Service.Name).Any(model => !model.Id.Contains('/', StringComparison.Ordinal));
}
