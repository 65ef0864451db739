using System.Globalization;
using System.Text.Json.Serialization;
using Missy.Providers;

namespace Missy;

/// <summary>A model at a provider, with what is known of it.</summary>
public sealed record ModelEntry
{
    /// <summary>The registry name of the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The id to ask for.</summary>
    public required string Id { get; init; }

    /// <summary>The service's name of it for people; null when it gives none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>
    /// Who says that it exists: <c>configured</c> (the file names it), <c>known</c> (the catalogue does), <c>live</c> (the
    /// service listed it just now) or <c>cached</c> (it did when it was last asked, by this process or another).
    /// </summary>
    public required string Source { get; init; }

    /// <summary>When the service listed it, in universal time; null when it did not, or nobody knows.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>Whether that is too long ago to rely on (<c>models_cache_ttl_hours</c>), or the service did not answer when it was asked again.</summary>
    public bool IsStale { get; init; }

    /// <summary>Context window in tokens, prompt and answer together; null when unknown.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>The most tokens of one answer; null when unknown.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>What it can do; null when unknown.</summary>
    public ModelCapabilities? Capabilities { get; init; }

    /// <summary>Price in US dollars per million prompt tokens; null when unknown.</summary>
    public decimal? InputPrice { get; init; }

    /// <summary>Price in US dollars per million tokens written; null when unknown.</summary>
    public decimal? OutputPrice { get; init; }

    /// <summary>The day of the price: of the user's own price file, else of what is known of the model; null when that is unknown.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Whether its provider can be called now, as far as is known.</summary>
    public bool Available { get; init; }

    /// <summary>Why it cannot be asked; null when it can.</summary>
    public string? Reason { get; init; }

    // Columns of records for export; JSON has them already, in what they are taken from.

    /// <summary><see cref="Capabilities"/> as text; null when unknown.</summary>
    [JsonIgnore]
    public string? CapabilityText => Capabilities?.ToString();

    /// <summary><see cref="AsOf"/> as <c>2026-01-31</c>; null when unknown.</summary>
    [JsonIgnore]
    public string? PriceDay => AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><see cref="Id"/>.</summary>
    public override string ToString() => Id;
}
