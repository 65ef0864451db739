namespace Missy.Tools;

/// <summary>What a tool gives the model to read.</summary>
/// <param name="Text">The result, or how the tool failed; may be empty.</param>
/// <param name="IsError">Whether it failed.</param>
public sealed record ToolOutput(string Text, bool IsError = false);
