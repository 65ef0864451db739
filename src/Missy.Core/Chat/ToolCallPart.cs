namespace Missy.Chat;

/// <summary>A tool call made by the assistant, kept in the history so that its result can follow.</summary>
/// <param name="Call">The call.</param>
public sealed record ToolCallPart(ToolCall Call) : ContentPart
{
    /// <summary><see cref="Call"/> as text.</summary>
    public override string ToString() => Call.ToString();
}
