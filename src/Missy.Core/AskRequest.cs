using System.Text.Json;
using Missy.Chat;
using Missy.Routing;
using Missy.Structured;
using Missy.Tools;

namespace Missy;

/// <summary>One question as a front end puts it; who answers is decided by the route.</summary>
public sealed record AskRequest
{
    /// <summary>The conversation, oldest first; its last message is what is asked.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>The provider, by name; null leaves the choice to the configuration. What is named is never replaced.</summary>
    public string? Provider { get; init; }

    /// <summary>The model, alone, as <c>provider/model</c> or by an alias; null leaves the choice to the tiers.</summary>
    public string? Model { get; init; }

    /// <summary>The tier: <c>fast</c>, <c>primary</c> or <c>premium</c> (or <c>simple</c>, <c>medium</c>, <c>complex</c>); null lets the router find it.</summary>
    public string? Tier { get; init; }

    /// <summary>The purpose whose model answers, such as <c>oracle</c>, or <c>lead-worker</c>; null for none. It excludes provider, model and tier.</summary>
    public string? Purpose { get; init; }

    /// <summary>
    /// Who may answer when the chosen provider cannot: <c>none</c>, <c>same_model</c>, <c>any</c>, or models and providers in
    /// order. Null = as the configuration says, and nobody where the call names provider or model.
    /// </summary>
    public IReadOnlyList<string>? Fallback { get; init; }

    /// <summary>The conversation that the question belongs to and is kept in; null for none.</summary>
    public Session? Session { get; init; }

    /// <summary>Instructions that stand above the conversation; null for none.</summary>
    public string? System { get; init; }

    /// <summary>Tools that the model may call; empty for none.</summary>
    public IReadOnlyList<ToolDefinition> Tools { get; init; } = [];

    /// <summary>Who runs the tools that the model calls; null = nobody, and the calls come back in the response.</summary>
    public IToolRunner? ToolRunner { get; init; }

    /// <summary>
    /// How often the model may have tools run and go on from their results; 0 = never. When they are used up and it still calls
    /// tools, its calls come back in the response.
    /// </summary>
    public int MaxToolRounds { get; init; } = 10;

    /// <summary>
    /// The JSON Schema that the answer is to fit; null for none. The answer is checked, and one that does not fit goes back to the
    /// model once; see <see cref="Response.Object"/>.
    /// </summary>
    public AnswerSchema? Schema { get; init; }

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

    /// <summary>What the call counts for in the usage ledger, beside provider, model and session; null for nothing.</summary>
    public string? Tag { get; init; }

    /// <summary>Hears what the call is at, on whatever thread it is at it; null = nobody wants to know.</summary>
    public IProgress<CallStage>? Progress { get; init; }

    /// <summary>What the question came from, for the response to carry; null for none.</summary>
    public object? InputObject { get; init; }

    /// <summary>
    /// How <see cref="InputObject"/> is told as text in records of the response, called on the thread that reads it; null = as it calls itself.
    /// </summary>
    public Func<object, string?>? InputFormatter { get; init; }

    /// <summary>Who answered before, when the question goes on with an answer; null otherwise.</summary>
    internal RouteTarget? Continued { get; init; }

    /// <summary>Who gave the answer that the question goes on with; null = there is none.</summary>
    internal string? AnsweredBy { get; init; }

    /// <summary>How far lead and worker are in the conversation that it goes on with; null where they do not take turns.</summary>
    internal LeadWorkerState? Turns { get; init; }

    /// <summary>
    /// The question as the next of a conversation. Where it names neither provider nor purpose it goes to whoever answered
    /// before, and where it names no model either, to the same model: a conversation does not move to another service by itself.
    /// </summary>
    /// <param name="earlier">The answer that it follows.</param>
    public AskRequest After(Response earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        var goesOn = string.IsNullOrWhiteSpace(Provider) && string.IsNullOrWhiteSpace(Purpose);
        var takeTurns = goesOn && earlier.Turns is not null && string.IsNullOrWhiteSpace(Model) && string.IsNullOrWhiteSpace(Tier);
        return this with
        {
            Messages = [.. earlier.Conversation, .. Messages],
            System = System ?? earlier.System,
            Continued = goesOn && !takeTurns ? new RouteTarget(earlier.Route.Provider, earlier.Route.Model) : null,
            Purpose = takeTurns ? PurposeModels.LeadWorker : Purpose,
            AnsweredBy = earlier.Provider,
            Turns = earlier.Turns,
        };
    }

    /// <summary>
    /// The question with files before what it says, as services advise. They do not count for the tier.
    /// </summary>
    /// <param name="attachments">The files, see <see cref="Attachments.Attachment"/>.</param>
    public AskRequest WithAttachments(IReadOnlyList<ContentPart> attachments)
    {
        ArgumentNullException.ThrowIfNull(attachments);
        return attachments.Count == 0
            ? this
            : this with { Messages = [.. Messages.SkipLast(1), Messages[^1] with { Content = [.. attachments, .. Messages[^1].Content] }] };
    }

    /// <summary>The question with a <see cref="Schema"/> read from text, and checked before anybody is asked.</summary>
    /// <param name="json">A JSON Schema.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: it is none; the message names where.</exception>
    public AskRequest WithSchema(string json)
    {
        var schema = AnswerSchema.Parse(json);
        SchemaCheck.Check(schema.Schema);
        return this with { Schema = schema };
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
