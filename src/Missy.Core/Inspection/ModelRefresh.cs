using System.Globalization;

namespace Missy;

/// <summary>What became of one provider's list of models.</summary>
/// <param name="Provider">The registry name.</param>
/// <param name="Outcome">Whether it was asked, and answered.</param>
/// <param name="Models">The models known now, those of the settings too; after a failure those of the older list, marked as stale, and none when there is no list.</param>
/// <param name="Count">How many the list has.</param>
/// <param name="ListedAt">When the service gave it; null when there is none, or nobody knows.</param>
/// <param name="Failure">Why it did not give a new one; null when it did, or was not asked.</param>
public sealed record ModelRefresh(
    string Provider,
    ModelRefreshOutcome Outcome,
    IReadOnlyList<ModelEntry> Models,
    int Count,
    DateTimeOffset? ListedAt,
    MissyException? Failure = null)
{
    /// <summary>The models known now, those of the settings too; after a failure those of the older list, marked as stale, and none when there is no list.</summary>
    public IReadOnlyList<ModelEntry> Models { get; init; } = Indexable.Of(Models);

    // Columns of records for export.

    /// <summary><see cref="Models"/>, <c>"; "</c> between them; empty for none.</summary>
    public string ModelText => Indexable.Text(Models);

    /// <summary>The message of <see cref="Failure"/>; null for none.</summary>
    public string? FailureText => Failure?.Message;

    /// <summary>Provider and result, such as <c>openai: Refreshed, 12 models</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Provider}: {Outcome}, {Count} models");
}
