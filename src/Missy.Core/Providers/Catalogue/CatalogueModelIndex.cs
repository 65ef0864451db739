namespace Missy.Providers;

/// <summary>The models of all providers, by provider and by id.</summary>
internal sealed class CatalogueModelIndex
{
    private readonly Dictionary<string, Shelf> _shelves = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="FormatException">An id or alias occurs twice at one provider.</exception>
    public CatalogueModelIndex(IEnumerable<CatalogueModel> models)
    {
        foreach (CatalogueModel model in models)
        {
            if (!_shelves.TryGetValue(model.Provider, out Shelf? shelf))
            {
                _shelves.Add(model.Provider, shelf = new Shelf());
            }

            shelf.Models.Add(model);
            Register(shelf, model.Id, model);
            foreach (string alias in model.Aliases)
            {
                Register(shelf, alias, model);
            }
        }
    }

    public int Count => _shelves.Values.Sum(shelf => shelf.Models.Count);

    public IReadOnlyList<CatalogueModel> ModelsOf(string provider) =>
        _shelves.TryGetValue(provider, out Shelf? shelf) ? shelf.Models : [];

    public CatalogueModel? Find(string provider, string modelId)
    {
        if (!_shelves.TryGetValue(provider, out Shelf? shelf))
        {
            return null;
        }

        string id = modelId.Trim();
        if (shelf.ById.TryGetValue(id, out CatalogueModel? model))
        {
            return model;
        }

        return ModelIdSuffix.Strip(id) is { } undated && shelf.ById.TryGetValue(undated, out model) ? model : null;
    }

    private static void Register(Shelf shelf, string id, CatalogueModel model)
    {
        if (!shelf.ById.TryAdd(id, model))
        {
            throw new FormatException($"The catalogue names the model '{id}' of '{model.Provider}' twice.");
        }
    }

    private sealed class Shelf
    {
        public List<CatalogueModel> Models { get; } = [];

        public Dictionary<string, CatalogueModel> ById { get; } = new(StringComparer.OrdinalIgnoreCase);
    }
}
