using System.Text.Json.Serialization;

namespace Missy;

/// <summary>The result of a provider's self-check.</summary>
/// <param name="Provider">The registry name.</param>
/// <param name="Passed">True when nothing failed; warnings pass.</param>
/// <param name="Checks">What was looked at, in order.</param>
/// <param name="Duration">How long the service took to answer; null when it was not asked.</param>
public sealed record ProviderTest(string Provider, bool Passed, IReadOnlyList<ProviderCheck> Checks, TimeSpan? Duration)
{
    /// <summary>What was looked at, in order.</summary>
    public IReadOnlyList<ProviderCheck> Checks { get; init; } = Indexable.Of(Checks);

    // Columns of records for export; JSON has them already, in what they are taken from.

    /// <summary><see cref="Checks"/>, <c>"; "</c> between them; empty for none.</summary>
    [JsonIgnore]
    public string CheckText => Indexable.Text(Checks);

    /// <summary><see cref="Duration"/> in seconds; null when the service was not asked.</summary>
    [JsonIgnore]
    public double? DurationSeconds => Duration?.TotalSeconds;

    /// <summary>Provider and result, such as <c>openai: passed</c>.</summary>
    public override string ToString() => $"{Provider}: {(Passed ? "passed" : "failed")}";
}
