using Missy.Chat;

namespace Missy.Tests.Support;

/// <summary>Parts of conversations that every wire is asked to send.</summary>
internal static class Samples
{
    public static readonly ToolDefinition Tides = new(
        "get_tide",
        "Height of the tide at a harbour",
        Json.Parse("""{"type":"object","properties":{"harbour":{"type":"string"}},"required":["harbour"]}"""));

    public static readonly ToolDefinition Clock = new("get_time", "", Json.Parse("""{"type":"object","properties":{}}"""));

    public static CompletionRequest Ask(params ChatMessage[] messages) => new() { Model = "test-model", Messages = messages };

    public static ChatMessage User(string text) => new(ChatRole.User, text);

    public static ChatMessage Assistant(string text) => new(ChatRole.Assistant, text);

    public static ChatMessage Calls(params ToolCall[] calls) => new(ChatRole.Assistant, [.. calls.Select(call => new ToolCallPart(call))]);

    public static ChatMessage Results(params ToolResult[] results) =>
        new(ChatRole.Tool, [.. results.Select(result => new ToolResultPart(result))]);
}
