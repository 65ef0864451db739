namespace Missy.Chat;

/// <summary>A tool's result, the answer to an earlier <see cref="ToolCallPart"/>.</summary>
/// <param name="Result">The result.</param>
public sealed record ToolResultPart(ToolResult Result) : ContentPart
{
    /// <summary><see cref="Result"/> as text.</summary>
    public override string ToString() => Result.ToString();
}
