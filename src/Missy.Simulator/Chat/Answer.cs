namespace Missy.Simulation.Chat;

/// <summary>A simulated answer as all wires share it.</summary>
internal sealed class Answer
{
    /// <summary>Empty unless the request asked for thinking.</summary>
    public string Thinking { get; init; } = "";

    public string Text { get; init; } = "";

    /// <summary>The tools called; empty for none, else <see cref="Text"/> is empty.</summary>
    public IReadOnlyList<ToolUse> ToolUses { get; init; } = [];

    /// <summary>Characters at the front of <see cref="Text"/> that belong into one piece, however long.</summary>
    public int LongPiece { get; init; }

    public FinishKind Finish { get; init; }

    public int ThinkingTokens { get; init; }

    /// <summary>All tokens put out, thinking included.</summary>
    public int Tokens { get; init; }

    /// <summary>Where the streamed piece of <see cref="Text"/> that begins at <paramref name="start"/> ends.</summary>
    public int PieceEnd(int start) => start < LongPiece ? LongPiece : TextPieces.End(Text, start);
}
