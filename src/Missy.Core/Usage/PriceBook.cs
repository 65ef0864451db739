using System.IO.Enumeration;
using Missy.Providers;

namespace Missy.Usage;

/// <summary>The prices in effect: the user's own, else the catalogue's, which hold at a service's own address alone.</summary>
internal sealed class PriceBook(IReadOnlyList<PriceEntry> own, ProviderCatalogue catalogue)
{
    /// <summary>The price of a model; null when it is unknown.</summary>
    /// <param name="provider">Who is asked.</param>
    /// <param name="model">The id asked for.</param>
    public ModelPrice? Find(RegisteredProvider provider, string model) => FindOwn(provider, model)?.Price ?? Known(provider, model)?.Price;

    /// <summary>The user's own price of a model: one for its very id, else the first whose pattern fits; null when there is none.</summary>
    /// <param name="provider">Who is asked.</param>
    /// <param name="model">The id asked for.</param>
    public PriceEntry? FindOwn(RegisteredProvider provider, string model)
    {
        if (own.Count == 0)
        {
            return null;
        }

        var ids = new[] { model, ModelIdSuffix.Strip(model), Known(provider, model)?.Id }.OfType<string>().ToList();
        var entries = own.Where(entry => IsOf(entry, provider)).ToList();
        return entries.Find(entry => ids.Contains(entry.Model, StringComparer.OrdinalIgnoreCase))
            ?? entries.Find(entry => ids.Exists(id => FileSystemName.MatchesSimpleExpression(entry.Model, id)));
    }

    private bool IsOf(PriceEntry entry, RegisteredProvider provider) =>
        entry.Provider.Equals(provider.Name, StringComparison.OrdinalIgnoreCase)
        || (provider.IsOwnHost && catalogue.Find(entry.Provider) == provider.Service);

    private CatalogueModel? Known(RegisteredProvider provider, string model) =>
        provider.IsOwnHost ? catalogue.FindModel(provider.Service.Name, model) : null;
}
