using Missy.Chat;

namespace Missy;

/// <summary>A piece of an answer on its way.</summary>
/// <param name="Kind"><c>text</c>, <c>thinking</c>, <c>tool_call</c> or <c>done</c>.</param>
/// <param name="Text">The piece of text or thinking; empty for the other kinds.</param>
/// <param name="ToolCall">The call of a <c>tool_call</c> chunk; null for the other kinds.</param>
/// <param name="Response">The whole answer, in the last chunk; null in the others.</param>
public sealed record Chunk(string Kind, string Text, ToolCall? ToolCall = null, Response? Response = null)
{
    // A column of records for export.

    /// <summary><see cref="ToolCall"/> as text; null for the other kinds.</summary>
    public string? CallText => ToolCall?.ToString();

    /// <summary><see cref="Text"/>.</summary>
    public override string ToString() => Text;
}
