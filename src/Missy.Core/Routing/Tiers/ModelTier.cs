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

    /// <summary><see cref="Tier"/>.</summary>
    public override string ToString() => Tier;
}
