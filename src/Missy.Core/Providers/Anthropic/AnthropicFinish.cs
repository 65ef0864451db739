using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.Anthropic;

/// <summary>Why a Messages answer ended ("Handling stop reasons").</summary>
internal static class AnthropicFinish
{
    /// <summary>Reads <c>stop_reason</c>; null while the answer goes on.</summary>
    public static FinishReason? Read(JsonElement holder, bool hasToolCalls) => holder.Text("stop_reason") switch
    {
        null or "" => null,
        "max_tokens" or "model_context_window_exceeded" => FinishReason.Length,
        "refusal" => FinishReason.ContentFilter,
        "tool_use" => FinishReason.ToolCalls,
        _ => hasToolCalls ? FinishReason.ToolCalls : FinishReason.Stop,
    };
}
