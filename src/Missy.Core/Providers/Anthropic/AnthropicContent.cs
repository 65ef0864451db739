using System.Text.Json;

namespace Missy.Providers.Anthropic;

/// <summary>
/// One content block, whole in an answer or opened in a stream. Blocks of the service's own tools, and of kinds yet unknown, are
/// left out.
/// </summary>
internal static class AnthropicContent
{
    /// <summary>Takes what the block holds; true when that is a tool call with its arguments.</summary>
    public static bool Begin(JsonElement block, string key, AnswerBuilder answer)
    {
        answer.EndPart();
        switch (block.Text("type"))
        {
            case "text":
                answer.AddText(block.Text("text"));
                return false;
            case "thinking":
                answer.AddThinking(block.Text("thinking"));
                Sign(block, answer);
                return false;
            case "redacted_thinking":
                answer.SignThinking(encrypted: block.Text("data"));
                return false;
            case "tool_use":
                answer.BeginToolCall(key, block.Text("id"), block.Text("name"));
                return BeginInput(block, key, answer);
            default:
                return false;
        }
    }

    public static void Sign(JsonElement element, AnswerBuilder answer)
    {
        if (element.Text("signature") is { Length: > 0 } signature)
        {
            answer.SignThinking(signature);
        }
    }

    public static void End(string key, AnswerBuilder answer)
    {
        answer.EndToolCall(key);
        answer.EndPart();
    }

    // A stream opens a call with an empty object and sends the arguments after it; some compatible services send them at once.
    private static bool BeginInput(JsonElement block, string key, AnswerBuilder answer)
    {
        if (block.Member("input") is not { } input
            || (input.ValueKind == JsonValueKind.Object && !input.EnumerateObject().Any()))
        {
            return false;
        }

        answer.AddToolArguments(key, ToolArguments.Text(input));
        return true;
    }
}
