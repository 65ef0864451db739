using System.Text.Json.Serialization;

namespace Missy;

/// <summary>How strong a model a prompt wants, and what decided.</summary>
public sealed record ModelTier
{
    /// <summary><c>fast</c>, <c>primary</c> or <c>premium</c>.</summary>
    public required string Tier { get; init; }

    /// <summary>
    /// The weighted sum of characters, tools and limit of the answer by <c>routing.score_weights</c>. It decides under
    /// <c>score</c> alone; otherwise it is for comparison.
    /// </summary>
    public required double Score { get; init; }

    /// <summary>What decided: <c>rules</c>, <c>score</c> or <c>off</c>.</summary>
    public required string Strategy { get; init; }

    /// <summary>Everything that was looked at, whether it holds or not; empty under <c>off</c>.</summary>
    public required IReadOnlyList<TierSignal> Signals { get; init => field = Indexable.Of(value); }

    /// <summary>The model that the tier means at each provider.</summary>
    public IReadOnlyList<TierModel> Models { get; init => field = Indexable.Of(value); } = Indexable.None<TierModel>();

    /// <summary>The item that the prompt came from; null when there was none.</summary>
    public object? InputObject { get; init; }

    // Columns of records for export; JSON has them already, in what they are taken from.

    /// <summary>The <see cref="Signals"/> that hold, <c>"; "</c> between them; empty for none.</summary>
    [JsonIgnore]
    public string SignalText => Indexable.Text([.. Signals.Where(signal => signal.Fired)]);

    /// <summary><see cref="Models"/>, <c>"; "</c> between them; empty for none.</summary>
    [JsonIgnore]
    public string ModelText => Indexable.Text(Models);

    /// <summary><see cref="InputObject"/> as text, as <see cref="TierRequest.InputFormatter"/> says; null for none.</summary>
    [JsonIgnore]
    public string? InputText => InputObject is { } input ? InputFormatter?.Invoke(input) ?? input.ToString() : null;

    /// <summary>How <see cref="InputObject"/> is told as text; null = as it calls itself.</summary>
    internal Func<object, string?>? InputFormatter { get; init; }

    /// <summary><see cref="Tier"/>.</summary>
    public override string ToString() => Tier;
}
