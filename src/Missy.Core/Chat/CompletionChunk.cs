namespace Missy.Chat;

/// <summary>A piece of a streamed answer.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Text">The text of a text or thinking chunk; empty for the other kinds.</param>
public readonly record struct CompletionChunk(ChunkKind Kind, string Text)
{
    /// <summary>The call of a tool-call chunk; null for the other kinds.</summary>
    public ToolCall? ToolCall { get; init; }

    /// <summary>The counts of a usage chunk; null for the other kinds.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>The whole answer of the done chunk; null for the other kinds.</summary>
    public CompletionResponse? Response { get; init; }
}
