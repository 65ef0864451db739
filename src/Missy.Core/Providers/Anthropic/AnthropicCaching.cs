using Missy.Chat;

namespace Missy.Providers.Anthropic;

/// <summary>
/// Where a prompt is marked for the service's cache ("Prompt caching"). A marker holds for all that stands before it, in the order
/// tools, system, messages. Writing to the cache costs more than plain reading, so only what can come again is marked: instructions
/// and tools, and a conversation that goes on.
/// </summary>
internal readonly struct AnthropicCaching
{
    // The shortest prompt that any model caches is 1024 tokens; a token is about four characters.
    private const int LeastCharacters = 4096;

    /// <summary>Mark the end of tools and system.</summary>
    public bool Prefix { get; private init; }

    /// <summary>Mark the end of the last user turn.</summary>
    public bool Conversation { get; private init; }

    public static AnthropicCaching Of(CompletionRequest request, string? system, AnthropicWireOptions wire)
    {
        // The service's own automatic marker, once configured, is enough.
        if (!wire.PromptCache || request.Options.ContainsKey("cache_control"))
        {
            return default;
        }

        var prefix = system is not null || request.Tools.Count > 0;
        var conversation = request.Tools.Count > 0 || request.Messages.Count(message => message.Role != ChatRole.System) > 1;
        return (prefix || conversation) && IsLong(request, system)
            ? new AnthropicCaching { Prefix = prefix, Conversation = conversation }
            : default;
    }

    private static bool IsLong(CompletionRequest request, string? system)
    {
        var length = system?.Length ?? 0L;
        foreach (var part in request.Messages.Where(message => message.Role != ChatRole.System).SelectMany(message => message.Content))
        {
            if (length >= LeastCharacters)
            {
                return true;
            }

            length += part switch
            {
                TextPart text => text.Text.Length,
                ToolCallPart call => call.Call.RawArguments.Length,
                ToolResultPart result => result.Result.Content.Length,
                _ => 0,
            };
        }

        // The schemas come last: their length costs a copy.
        foreach (var tool in length < LeastCharacters ? request.Tools : [])
        {
            length += tool.Name.Length + tool.Description.Length + tool.Parameters.GetRawText().Length;
        }

        return length >= LeastCharacters;
    }
}
