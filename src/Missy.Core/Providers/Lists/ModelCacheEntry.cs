namespace Missy.Providers.Lists;

/// <summary>One list of the cache file.</summary>
/// <param name="Key">Whose it is.</param>
/// <param name="List">The list.</param>
internal sealed record ModelCacheEntry(ModelListKey Key, ModelList List);
