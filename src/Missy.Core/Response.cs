using System.Text.Json.Serialization;
using Missy.Chat;
using Missy.Routing;

namespace Missy;

/// <summary>A model's answer, with all that is known of how it came to be.</summary>
public sealed record Response
{
    /// <summary>The answer's text; empty when the model only called tools. Where tools were run, it is that of the last answer.</summary>
    public required string Content { get; init; }

    /// <summary>
    /// Where a schema was asked for, the answer that fits it, as plain objects: strings, 64-bit integers, doubles, booleans, null,
    /// ordered dictionaries and arrays; <see cref="Content"/> is its JSON. Null where none was, or the model only called tools.
    /// </summary>
    public object? Object { get; init; }

    /// <summary>The model that answered, as the service names it.</summary>
    public required string Model { get; init; }

    /// <summary>The registry name of the provider that answered.</summary>
    public required string Provider { get; init; }

    /// <summary>Tokens, as the service counted them, of all rounds where tools were run.</summary>
    public required TokenUsage Usage { get; init; }

    /// <summary>US dollars at list price; null when the price is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The tool calls asked for in all rounds, in the model's order; empty for none.</summary>
    public IReadOnlyList<ToolCall> ToolCalls { get; init => field = Indexable.Of(value); } = Indexable.None<ToolCall>();

    /// <summary>What came of those calls that Missy ran, in order; empty when it ran none.</summary>
    public IReadOnlyList<ToolRun> ToolRuns { get; init => field = Indexable.Of(value); } = Indexable.None<ToolRun>();

    /// <summary><c>stop</c>, <c>tool_calls</c>, <c>length</c> or <c>content_filter</c>.</summary>
    public required string FinishReason { get; init; }

    /// <summary>The reasoning that the model showed, in all rounds where tools were run; null for none.</summary>
    public string? Thinking { get; init; }

    /// <summary>Who was to answer, and how that was decided.</summary>
    public required Route Route { get; init; }

    /// <summary>Every request that was sent for this answer, in order.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init => field = Indexable.Of(value); } = Indexable.None<Attempt>();

    /// <summary>How long the whole call took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How long the first text or thinking took to come; null when the answer was not streamed.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    /// <summary>The service's id of the request, for its support; null when it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>What the service tells of its limits; null when it tells nothing.</summary>
    public RateLimits? RateLimits { get; init; }

    /// <summary>What the question came from; null when it came from nothing but its text.</summary>
    public object? InputObject { get; init; }

    // Columns of records for export; JSON has them already, in what they are taken from.

    /// <summary>Tokens read, of <see cref="Usage"/>.</summary>
    [JsonIgnore]
    public int PromptTokens => Usage.PromptTokens;

    /// <summary>Tokens written, of <see cref="Usage"/>.</summary>
    [JsonIgnore]
    public int CompletionTokens => Usage.CompletionTokens;

    /// <summary>Tokens that came from a service's cache, of <see cref="Usage"/>.</summary>
    [JsonIgnore]
    public int CachedTokens => Usage.CachedTokens;

    /// <summary>Tokens of reasoning, of <see cref="Usage"/>.</summary>
    [JsonIgnore]
    public int ReasoningTokens => Usage.ReasoningTokens;

    /// <summary>The tier that chose the model, of <see cref="Route"/>; null when the model was named.</summary>
    [JsonIgnore]
    public string? Tier => Route.Tier;

    /// <summary><see cref="Duration"/> in seconds.</summary>
    [JsonIgnore]
    public double DurationSeconds => Duration.TotalSeconds;

    /// <summary><see cref="TimeToFirstToken"/> in seconds; null when the answer was not streamed.</summary>
    [JsonIgnore]
    public double? FirstTokenSeconds => TimeToFirstToken?.TotalSeconds;

    /// <summary>The steps of <see cref="Route"/>, <c>"; "</c> between them; empty for none.</summary>
    [JsonIgnore]
    public string RouteText => Route.StepText;

    /// <summary><see cref="Attempts"/>, <c>"; "</c> between them; empty for none.</summary>
    [JsonIgnore]
    public string AttemptText => Indexable.Text(Attempts);

    /// <summary><see cref="ToolCalls"/>, <c>"; "</c> between them; empty for none.</summary>
    [JsonIgnore]
    public string ToolCallText => Indexable.Text(ToolCalls);

    /// <summary><see cref="ToolRuns"/>, <c>"; "</c> between them; empty for none.</summary>
    [JsonIgnore]
    public string ToolRunText => Indexable.Text(ToolRuns);

    /// <summary><see cref="RateLimits"/> as text; null when the service tells nothing.</summary>
    [JsonIgnore]
    public string? RateLimitText => RateLimits?.ToString();

    /// <summary><see cref="InputObject"/> as text, as <see cref="AskRequest.InputFormatter"/> says; null for none.</summary>
    [JsonIgnore]
    public string? InputText => InputObject is { } input ? InputFormatter?.Invoke(input) ?? input.ToString() : null;

    /// <summary>How <see cref="InputObject"/> is told as text; null = as it calls itself.</summary>
    internal Func<object, string?>? InputFormatter { get; init; }

    /// <summary>The conversation up to and with this answer, for going on with it.</summary>
    internal IReadOnlyList<ChatMessage> Conversation { get; init; } = [];

    /// <summary>The instructions that the conversation stands under; null for none.</summary>
    internal string? System { get; init; }

    /// <summary>How far lead and worker are in the conversation with this answer; null where they do not take turns.</summary>
    internal LeadWorkerState? Turns { get; init; }

    /// <summary><see cref="Content"/>.</summary>
    public override string ToString() => Content;
}
