using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.OpenAI;

/// <summary>Chat Completions' token counts (API reference, "The chat completion object", <c>usage</c>).</summary>
internal static class OpenAIUsage
{
    /// <summary>Reads <c>usage</c> of a body or chunk; null when it is not there.</summary>
    public static TokenUsage? Read(JsonElement body)
    {
        if (body.Object("usage") is not { } usage)
        {
            return null;
        }

        // DeepSeek counts cache hits at the top level.
        var cached = usage.Object("prompt_tokens_details")?.Integer("cached_tokens") ?? usage.Integer("prompt_cache_hit_tokens");
        return new TokenUsage(
            usage.Integer("prompt_tokens") ?? 0,
            usage.Integer("completion_tokens") ?? 0,
            cached ?? 0,
            usage.Object("completion_tokens_details")?.Integer("reasoning_tokens") ?? 0);
    }
}
