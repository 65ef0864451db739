namespace Missy.Chat;

/// <summary>What a tool gave back.</summary>
/// <param name="ToolCallId">The <see cref="ToolCall.Id"/> that it answers.</param>
/// <param name="Name">The tool's name; some wires want it beside the id.</param>
/// <param name="Content">The result as text for the model.</param>
/// <param name="IsError">True when the tool failed and <paramref name="Content"/> says how.</param>
public sealed record ToolResult(string ToolCallId, string Name, string Content, bool IsError = false)
{
    /// <summary>One line of name and result, such as <c>get_time: 12:00</c>.</summary>
    public override string ToString() => $"{Name}: {Content}";
}
