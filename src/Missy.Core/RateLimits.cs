using System.Text.Json.Serialization;

namespace Missy;

/// <summary>What a service tells of its limits with an answer or an error.</summary>
public sealed record RateLimits
{
    /// <summary>The limit on requests; null when none is told.</summary>
    public RateLimit? Requests { get; init; }

    /// <summary>The limit on tokens, the nearest one where the service has several; null when none is told.</summary>
    public RateLimit? Tokens { get; init; }

    // Columns of records for export; JSON has them already, in what they are taken from.

    /// <summary>How many requests are left; null when that is not told.</summary>
    [JsonIgnore]
    public long? RequestsLeft => Requests?.Remaining;

    /// <summary>How many requests there may be; null when that is not told.</summary>
    [JsonIgnore]
    public long? RequestsLimit => Requests?.Limit;

    /// <summary>When the requests are whole again; null when that is not told.</summary>
    [JsonIgnore]
    public DateTimeOffset? RequestsResetAt => Requests?.ResetsAt;

    /// <summary>How many tokens are left; null when that is not told.</summary>
    [JsonIgnore]
    public long? TokensLeft => Tokens?.Remaining;

    /// <summary>How many tokens there may be; null when that is not told.</summary>
    [JsonIgnore]
    public long? TokensLimit => Tokens?.Limit;

    /// <summary>When the tokens are whole again; null when that is not told.</summary>
    [JsonIgnore]
    public DateTimeOffset? TokensResetAt => Tokens?.ResetsAt;

    /// <summary>What is left, such as <c>59/60 requests, 149984/150000 tokens</c>.</summary>
    public override string ToString() => string.Join(
        ", ", new[] { Requests is null ? null : $"{Requests} requests", Tokens is null ? null : $"{Tokens} tokens" }.OfType<string>());
}
