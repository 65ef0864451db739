using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.OpenAI;

/// <summary>Why a Chat Completions choice ended.</summary>
internal static class OpenAIFinish
{
    /// <summary>Reads <c>finish_reason</c>; null while the choice goes on.</summary>
    /// <exception cref="ServiceErrorException">The reason is a failure of the service: some compatible ones report it in this place.</exception>
    public static FinishReason? Read(JsonElement choice, bool hasToolCalls)
    {
        if (choice.Text("finish_reason") is not { Length: > 0 } reason)
        {
            return null;
        }

        switch (reason)
        {
            case "length" or "max_tokens" or "model_length":
                return FinishReason.Length;
            case "content_filter":
                return FinishReason.ContentFilter;
            case "tool_calls" or "function_call":
                return FinishReason.ToolCalls;
            case "error" or "insufficient_system_resource":
                throw new ServiceErrorException(CommonErrors.Read(choice, failed: false)
                    ?? new ServiceError($"The service gave up with finish_reason \"{reason}\".", Type: "server_error"));
            default:
                // Several servers say "stop" after tool calls too.
                return hasToolCalls ? FinishReason.ToolCalls : FinishReason.Stop;
        }
    }
}
