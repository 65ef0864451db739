using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Missy.Providers;

/// <summary>The models that providers listed when they were last asked, for this process. Safe for any number of threads.</summary>
internal sealed class ModelLists
{
    private readonly ConcurrentDictionary<(string Provider, Uri? BaseUrl), Listed> _lists = new();

    /// <summary>Keeps a provider's list in place of the one before.</summary>
    public void Keep(RegisteredProvider provider, IReadOnlyList<ModelInfo> models) =>
        _lists[KeyOf(provider)] = new Listed(models, models.Select(model => model.Id).ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>The list; null when the provider was not asked.</summary>
    public IReadOnlyList<ModelInfo>? Find(RegisteredProvider provider) => _lists.GetValueOrDefault(KeyOf(provider))?.Models;

    /// <summary>Whether the provider listed a model of that id.</summary>
    public bool Contains(RegisteredProvider provider, string id) =>
        !_lists.IsEmpty && _lists.TryGetValue(KeyOf(provider), out var listed) && listed.Ids.Contains(id);

    private static (string Provider, Uri? BaseUrl) KeyOf(RegisteredProvider provider) => (provider.Name, provider.BaseUrl);

    private sealed record Listed(IReadOnlyList<ModelInfo> Models, FrozenSet<string> Ids);
}
