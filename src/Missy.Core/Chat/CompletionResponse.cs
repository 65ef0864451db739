namespace Missy.Chat;

/// <summary>A model's whole answer.</summary>
public sealed record CompletionResponse
{
    /// <summary>The text parts joined; empty when the model only called tools.</summary>
    public required string Content { get; init; }

    /// <summary>The model that answered, as the service names it.</summary>
    public required string Model { get; init; }

    /// <summary>Why the model stopped.</summary>
    public required FinishReason FinishReason { get; init; }

    /// <summary>Tokens; <see cref="TokenUsage.None"/> where the service tells none.</summary>
    public TokenUsage Usage { get; init; } = TokenUsage.None;

    /// <summary>The calls asked for, in the model's order; empty for none.</summary>
    public IReadOnlyList<ToolCall> ToolCalls { get; init; } = [];

    /// <summary>The reasoning shown, joined; null for none.</summary>
    public string? Thinking { get; init; }

    /// <summary>The answer as a message for the history: thinking, text and tool calls in the order they came.</summary>
    public required ChatMessage Message { get; init; }

    /// <summary>The service's id of the request, from a header or the body; null when it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>What the service tells of its limits; null when it tells nothing.</summary>
    public RateLimits? RateLimits { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Content;
}
