using System.Text.Json.Serialization;

namespace Missy;

/// <summary>Who will answer, and how that was decided.</summary>
public sealed record Route
{
    /// <summary>The registry name of the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The model's id at that provider.</summary>
    public required string Model { get; init; }

    /// <summary>The tier that chose the model: <c>fast</c>, <c>primary</c> or <c>premium</c>; null when the model was named.</summary>
    public string? Tier { get; init; }

    /// <summary>
    /// The purpose that chose the model, such as <c>oracle</c>; where lead and worker take turns, whose turn it is. Null for none.
    /// </summary>
    public string? Purpose { get; init; }

    /// <summary>How one of several keys is chosen: <c>failover</c> or <c>round_robin</c>; null when no key is sent.</summary>
    public string? KeyPolicy { get; init; }

    /// <summary>Who is asked when this provider fails, in order; empty = nobody.</summary>
    public IReadOnlyList<RouteTarget> Fallback { get; init => field = Indexable.Of(value); } = Indexable.None<RouteTarget>();

    /// <summary>Each decision with its reason, in the order taken.</summary>
    public IReadOnlyList<RouteStep> Steps { get; init => field = Indexable.Of(value); } = Indexable.None<RouteStep>();

    /// <summary>What speaks against the route without standing in its way: that the provider, asked not long ago, did not list the model that was named.</summary>
    public IReadOnlyList<string> Warnings { get; init => field = Indexable.Of(value); } = Indexable.None<string>();

    // Columns of records for export; JSON has them already, in what they are taken from.

    /// <summary><see cref="Fallback"/>, <c>"; "</c> between them; empty for none.</summary>
    [JsonIgnore]
    public string FallbackText => Indexable.Text(Fallback);

    /// <summary><see cref="Steps"/>, <c>"; "</c> between them; empty for none.</summary>
    [JsonIgnore]
    public string StepText => Indexable.Text(Steps);

    /// <summary>Who was chosen and could not be called, so that <see cref="Provider"/> stands in for it; null when nobody was.</summary>
    internal RouteTarget? Instead { get; init; }

    /// <summary>Why it could not be called, as the name of an <see cref="ErrorKind"/>; null when nobody was replaced.</summary>
    internal string? InsteadBecause { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Provider}/{Model}";
}
