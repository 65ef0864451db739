using System.Text.Json;
using Missy.Chat;

namespace Missy;

/// <summary>One question as a front end puts it; who answers is decided by the route.</summary>
public sealed record AskRequest
{
    /// <summary>The conversation, oldest first; its last message is what is asked.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>The provider, by name; null leaves the choice to the configuration. What is named is never replaced.</summary>
    public string? Provider { get; init; }

    /// <summary>The model, alone or as <c>provider/model</c>; null leaves the choice to the configuration.</summary>
    public string? Model { get; init; }

    /// <summary>Instructions that stand above the conversation; null for none.</summary>
    public string? System { get; init; }

    /// <summary>Tools that the model may call; empty for none.</summary>
    public IReadOnlyList<ToolDefinition> Tools { get; init; } = [];

    /// <summary>The most tokens to write; null = the provider's <c>max_tokens</c>.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Sampling temperature; null leaves it to the service.</summary>
    public double? Temperature { get; init; }

    /// <summary>How much to think; null leaves it to the model.</summary>
    public ReasoningEffort? ReasoningEffort { get; init; }

    /// <summary>Further members of the request body, over those of the provider's <c>options</c>; null for none.</summary>
    public IReadOnlyDictionary<string, JsonElement>? ProviderOptions { get; init; }

    /// <summary>The longest the whole call may take; null = no limit but the provider's own.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What the question came from, for the response to carry; null for none.</summary>
    public object? InputObject { get; init; }

    /// <summary>
    /// The question as the next of a conversation. Where it names neither provider nor model it goes to those that answered
    /// before: a conversation does not move to another service by itself.
    /// </summary>
    /// <param name="earlier">The answer that it follows.</param>
    public AskRequest After(Response earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        var named = !string.IsNullOrWhiteSpace(Provider) || !string.IsNullOrWhiteSpace(Model);
        return this with
        {
            Messages = [.. earlier.Conversation, .. Messages],
            System = System ?? earlier.System,
            Provider = named ? Provider : earlier.Route.Provider,
            Model = named ? Model : earlier.Route.Model,
        };
    }

    /// <summary>The question with <see cref="ProviderOptions"/> read from text.</summary>
    /// <param name="json">A JSON object.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: it is none, or sets what Missy itself sends.</exception>
    public AskRequest WithProviderOptions(string json)
    {
        if (!JsonText.IsObject(json))
        {
            throw new MissyException(ErrorKind.InvalidRequest, "Provider options are a JSON object.");
        }

        using var document = JsonDocument.Parse(json);
        var options = document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.Clone());
        return options.Keys.FirstOrDefault(name => name is "model" or "messages" or "input" or "stream") is { } own
            ? throw new MissyException(ErrorKind.InvalidRequest, $"Provider options may not set '{own}', which Missy sends itself.")
            : this with { ProviderOptions = options };
    }
}
