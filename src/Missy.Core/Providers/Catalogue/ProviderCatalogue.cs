namespace Missy.Providers;

/// <summary>
/// The services that Missy knows without being told, and what is known of their models. Immutable and safe for any
/// number of threads. Names are compared without regard to case and surrounding white space, in every culture.
/// </summary>
public sealed class ProviderCatalogue
{
    private const string ProvidersResource = "Missy.Catalogue.providers.json";
    private const string ModelsResource = "Missy.Catalogue.models.json";

    private static readonly Lazy<ProviderCatalogue> _default = new(
        () => new ProviderCatalogue(ReadResource(ProvidersResource), () => ReadResource(ModelsResource)));

    private readonly CatalogueProvider[] _providers;
    private readonly Dictionary<string, CatalogueProvider> _byName;

    // Routing needs providers on every call and models only at times: they are parsed when first asked for.
    private readonly Lazy<CatalogueModelIndex> _models;

    private ProviderCatalogue(ReadOnlyMemory<byte> providersJson, Func<ReadOnlyMemory<byte>> modelsJson)
    {
        _providers = CatalogueProviderReader.Read(providersJson.Span).ToArray();
        _byName = new Dictionary<string, CatalogueProvider>(_providers.Length * 3, StringComparer.OrdinalIgnoreCase);
        List<string> names = new(_providers.Length * 3);
        foreach (CatalogueProvider provider in _providers)
        {
            Register(provider.Name, provider, names);
            foreach (string alias in provider.Aliases)
            {
                Register(alias, provider, names);
            }
        }

        Names = names.AsReadOnly();
        Providers = Array.AsReadOnly(_providers);
        _models = new Lazy<CatalogueModelIndex>(
            () => new CatalogueModelIndex(CatalogueModelReader.Read(modelsJson().Span)));
    }

    /// <summary>The catalogue that ships with Missy, read once on first use.</summary>
    public static ProviderCatalogue Default => _default.Value;

    /// <summary>All providers, in the order in which they are preferred when nothing was configured.</summary>
    public IReadOnlyList<CatalogueProvider> Providers { get; }

    /// <summary>Every name that <see cref="Find"/> knows: each provider's canonical name followed by its aliases.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many models the data has, those of unknown providers included.</summary>
    internal int ModelCount => _models.Value.Count;

    /// <summary>Reads a catalogue from data of the shipped files' shape.</summary>
    /// <param name="providersJson">UTF-8 JSON of the providers.</param>
    /// <param name="modelsJson">UTF-8 JSON of the models, read when a model is first asked for; not to be changed
    /// until then. Empty = no models.</param>
    /// <exception cref="FormatException">The data is not JSON of that shape, or a name occurs twice. For the models it is
    /// thrown by the first call that asks for one.</exception>
    public static ProviderCatalogue Parse(ReadOnlyMemory<byte> providersJson, ReadOnlyMemory<byte> modelsJson = default)
    {
        ReadOnlyMemory<byte> models = modelsJson.IsEmpty ? "[]"u8.ToArray() : modelsJson;
        return new ProviderCatalogue(providersJson, () => models);
    }

    /// <summary>Finds a provider by its canonical name or an alias.</summary>
    /// <returns>The provider, or <see langword="null"/> when the name is unknown, empty or <see langword="null"/>.</returns>
    public CatalogueProvider? Find(string? nameOrAlias) =>
        nameOrAlias is not null && _byName.TryGetValue(nameOrAlias.Trim(), out CatalogueProvider? provider)
            ? provider
            : null;

    /// <summary>The canonical name behind a name or alias; <see langword="null"/> when it is unknown.</summary>
    public string? Resolve(string? nameOrAlias) => Find(nameOrAlias)?.Name;

    /// <summary>The known models of a provider, in the data's order; empty when none are known.</summary>
    /// <param name="provider">Canonical name or alias.</param>
    public IReadOnlyList<CatalogueModel> ModelsOf(string? provider) =>
        ShelfOf(provider) is { } shelf ? _models.Value.ModelsOf(shelf) : [];

    /// <summary>
    /// Finds a model at a provider: by its id or an alias of it, case ignored; failing that, without a pinned day
    /// (<c>-20251001</c>, <c>-2025-08-07</c>) or Ollama's <c>:latest</c> at the end of <paramref name="modelId"/>.
    /// </summary>
    /// <param name="provider">Canonical name or alias.</param>
    /// <param name="modelId">The id as it would be sent to the provider.</param>
    /// <returns>The model, or <see langword="null"/> when provider or model are unknown.</returns>
    public CatalogueModel? FindModel(string? provider, string? modelId) =>
        modelId is not null && ShelfOf(provider) is { } shelf ? _models.Value.Find(shelf, modelId) : null;

    private string? ShelfOf(string? provider) => Find(provider) is { } found ? found.ModelsFrom ?? found.Name : null;

    private void Register(string name, CatalogueProvider provider, List<string> names)
    {
        if (!_byName.TryAdd(name, provider))
        {
            throw new FormatException($"The catalogue uses the name '{name}' twice.");
        }

        names.Add(name);
    }

    private static ReadOnlyMemory<byte> ReadResource(string name)
    {
        using Stream stream = typeof(ProviderCatalogue).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource '{name}'.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
