namespace Missy.Chat;

/// <summary>The names of finish reasons as objects and JSON show them.</summary>
public static class FinishReasons
{
    /// <summary><c>stop</c>, <c>tool_calls</c>, <c>length</c> or <c>content_filter</c>.</summary>
    public static string ToName(this FinishReason reason) => reason switch
    {
        FinishReason.ToolCalls => "tool_calls",
        FinishReason.Length => "length",
        FinishReason.ContentFilter => "content_filter",
        _ => "stop",
    };
}
