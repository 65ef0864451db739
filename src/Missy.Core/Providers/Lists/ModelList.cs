namespace Missy.Providers.Lists;

/// <summary>What a provider listed, and when. Safe for any number of threads.</summary>
internal sealed class ModelList(IReadOnlyList<ModelInfo> models, DateTimeOffset? listedAt)
{
    private readonly Lazy<HashSet<string>> _ids = new(() => models.Select(model => model.Id).ToHashSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>The models in the service's order.</summary>
    public IReadOnlyList<ModelInfo> Models => models;

    /// <summary>When the service was asked; null when nobody knows.</summary>
    public DateTimeOffset? ListedAt => listedAt;

    public bool Contains(string id) => _ids.Value.Contains(id);

    /// <summary>Whether the list is younger than that. One of unknown time is not.</summary>
    public bool IsFresh(DateTimeOffset now, TimeSpan lifetime) => listedAt is { } at && now - at < lifetime;

    /// <summary>Whether the other list is of a later time.</summary>
    public bool IsOlderThan(ModelList other) => other.ListedAt is { } at && (listedAt is not { } own || own < at);
}
