using System.Globalization;
using System.Text.Json.Serialization;

namespace Missy;

/// <summary>What the calls of one group used together.</summary>
public sealed record UsageSummary
{
    /// <summary>Who answered, by registry name; null when that is not what they were grouped by.</summary>
    public string? Provider { get; init; }

    /// <summary>The model that was asked for; null when that is not what they were grouped by.</summary>
    public string? Model { get; init; }

    /// <summary>The session; null when that is not what they were grouped by, or they belong to none.</summary>
    public string? Session { get; init; }

    /// <summary>The day by universal time; null when that is not what they were grouped by.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The caller's tag; null when that is not what they were grouped by, or they have none.</summary>
    public string? Tag { get; init; }

    /// <summary>How many calls.</summary>
    public int Calls { get; init; }

    /// <summary>Tokens read, cached ones included.</summary>
    public long PromptTokens { get; init; }

    /// <summary>Tokens written, reasoning included.</summary>
    public long CompletionTokens { get; init; }

    /// <summary>How many of <see cref="PromptTokens"/> came from a service's cache.</summary>
    public long CachedTokens { get; init; }

    /// <summary>How many of <see cref="CompletionTokens"/> were reasoning, where the services tell.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>Read and written together.</summary>
    public long TotalTokens => PromptTokens + CompletionTokens;

    /// <summary>US dollars at list price, of those calls whose price was known; null when none was.</summary>
    public decimal? Cost { get; init; }

    /// <summary>How many of the calls have no known price, and are not in <see cref="Cost"/>.</summary>
    public int UnknownPriceCalls { get; init; }

    // A column of records for export; JSON has it already, in what it is taken from.

    /// <summary><see cref="Day"/> as <c>2026-01-31</c>; null when that is not what they were grouped by.</summary>
    [JsonIgnore]
    public string? DayText => Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What the calls have in common.</summary>
    public override string ToString() => string.Join(
        ' ', new[] { Provider, Model, Session, DayText, Tag }.Where(name => name is not null));
}
