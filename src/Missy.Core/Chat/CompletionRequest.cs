using System.Text.Json;

namespace Missy.Chat;

/// <summary>One request to a model, in no service's own form.</summary>
public sealed record CompletionRequest
{
    /// <summary>The model's id at the service.</summary>
    public required string Model { get; init; }

    /// <summary>The conversation so far, oldest first, the message to answer last.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>
    /// Instructions that stand above the conversation; null for none. System messages in <see cref="Messages"/> follow them.
    /// </summary>
    public string? System { get; init; }

    /// <summary>Tools that the model may call; empty for none.</summary>
    public IReadOnlyList<ToolDefinition> Tools { get; init; } = [];

    /// <summary>The schema that the answer is to fit; null for none.</summary>
    public AnswerSchema? Schema { get; init; }

    /// <summary>
    /// The most tokens to write; null leaves it to the service, or to <see cref="DefaultMaxTokens"/> where its wire needs a number.
    /// </summary>
    public int? MaxTokens { get; init; }

    /// <summary>What a wire that must send a limit sends when <see cref="MaxTokens"/> is null: the model's known maximum.</summary>
    public int DefaultMaxTokens { get; init; } = 4096;

    /// <summary>Sampling temperature, 0 to 2 at most services; null leaves it to the service.</summary>
    public double? Temperature { get; init; }

    /// <summary>How much to think; null leaves it to the model.</summary>
    public ReasoningEffort? ReasoningEffort { get; init; }

    /// <summary>
    /// Further top-level members of the request body, passed on as they are. They win over what Missy would send,
    /// but for model, messages, input and stream, which configuration refuses.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> Options { get; init; } = EmptyOptions;

    private static IReadOnlyDictionary<string, JsonElement> EmptyOptions { get; } = new Dictionary<string, JsonElement>();

    /// <summary>
    /// The instructions: <see cref="System"/>, the system messages, and what the answer is to be like where the service does not
    /// hold the model to it; parted by blank lines, null when there are none.
    /// </summary>
    internal string? JoinedSystem()
    {
        var texts = Messages.Where(message => message.Role == ChatRole.System).Select(message => message.Text);
        if (!string.IsNullOrEmpty(System))
        {
            texts = texts.Prepend(System);
        }

        if (Schema is { IsHeld: false })
        {
            texts = texts.Append(
                $"Answer with JSON and nothing else: no words before or after it, no fence around it. It has to fit this JSON Schema:\n{Schema.Schema.GetRawText()}");
        }

        var joined = string.Join("\n\n", texts.Where(text => text.Length > 0));
        return joined.Length == 0 ? null : joined;
    }
}
