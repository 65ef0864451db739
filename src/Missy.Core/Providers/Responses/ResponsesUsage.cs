using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.Responses;

/// <summary>The Responses API's token counts (API reference, "The response object", <c>usage</c>).</summary>
internal static class ResponsesUsage
{
    /// <summary>Reads <c>usage</c> of a response; null when it is not there.</summary>
    public static TokenUsage? Read(JsonElement response)
    {
        if (response.Object("usage") is not { } usage)
        {
            return null;
        }

        var input = usage.Object("input_tokens_details");
        return new TokenUsage(
            usage.Integer("input_tokens") ?? 0,
            usage.Integer("output_tokens") ?? 0,
            input?.Integer("cached_tokens") ?? 0,
            usage.Object("output_tokens_details")?.Integer("reasoning_tokens") ?? 0,
            input?.Integer("cache_write_tokens") ?? 0);
    }
}
