namespace Missy.Simulation.Chat;

/// <summary>A simulated answer as all wires share it.</summary>
internal sealed class Answer
{
    /// <summary>Empty unless the request asked for thinking.</summary>
    public string Thinking { get; init; } = "";

    public string Text { get; init; } = "";

    /// <summary>The name of the called tool, or null; then <see cref="Text"/> is empty.</summary>
    public string? ToolName { get; init; }

    /// <summary>One JSON object.</summary>
    public string ToolArguments { get; init; } = "{}";

    /// <summary>Characters at the front of <see cref="Text"/> that belong into one piece, however long.</summary>
    public int LongPiece { get; init; }

    public FinishKind Finish { get; init; }

    public int ThinkingTokens { get; init; }

    /// <summary>All tokens put out, thinking included.</summary>
    public int Tokens { get; init; }

    /// <summary>Where the streamed piece of <see cref="Text"/> that begins at <paramref name="start"/> ends.</summary>
    public int PieceEnd(int start) => start < LongPiece ? LongPiece : TextPieces.End(Text, start);

    /// <summary>Where the streamed piece of <see cref="ToolArguments"/> that begins at <paramref name="start"/> ends: quarters, cut anywhere.</summary>
    public int ArgumentsEnd(int start) =>
        TextPieces.Whole(ToolArguments, Math.Min(ToolArguments.Length, start + Math.Max(2, (ToolArguments.Length + 3) / 4)));
}
