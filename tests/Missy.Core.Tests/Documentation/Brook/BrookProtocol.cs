using System.Text.Json;
using Missy.Chat;
using Missy.Providers.OpenAI;

namespace Missy.Providers.Brook;

/// <summary>Brook's talk API. Source: docs.brook.example, "Talk" and "Models", read on 2026-11-21.</summary>
internal sealed class BrookProtocol : WireProtocol
{
    /// <inheritdoc/>
    public override AttachmentLimits Attachments { get; } = new("Brook") { Documents = 0 };

    /// <inheritdoc/>
    public override string CompletionPath => "talk";

    /// <inheritdoc/>
    public override string? ModelsPath => "models";

    // There is no form for a schema, so the model is told of it in words.
    /// <inheritdoc/>
    public override bool HoldsTo(AnswerSchema schema, bool? able) => false;

    /// <inheritdoc/>
    public override void WriteRequest(Utf8JsonWriter writer, CompletionRequest request, bool stream)
    {
        if (request.Tools.Count > 0)
        {
            throw Refused("Brook cannot call tools.", "Ask without tools, or ask another provider.");
        }

        var body = new RequestBody(writer, request.Options);
        writer.WriteStartObject();
        body.Text("engine", request.Model);
        if (body.Begin("turns"))
        {
            WriteTurns(writer, request);
        }

        body.Flag("live", stream);
        body.Number("longest", request.MaxTokens);
        body.Number("heat", request.Temperature);
        body.Options();
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override void WriteTools(Utf8JsonWriter writer, IReadOnlyList<ToolDefinition> tools)
    {
        writer.WriteStartArray();
        writer.WriteEndArray();
    }

    /// <inheritdoc/>
    public override void ReadResponse(JsonElement body, AnswerBuilder answer)
    {
        answer.Model = body.Text("engine");
        answer.AddText(body.Text("say") ?? throw new JsonException("The answer has no \"say\"."));
        ReadEnd(body, answer);
    }

    /// <inheritdoc/>
    public override StreamDecoder CreateDecoder() => new BrookStreamDecoder();

    /// <inheritdoc/>
    public override ServiceError? ReadError(JsonElement body, bool failed) => FindError(body) ?? CommonErrors.Read(body, failed);

    // "Models": the list is that of Chat Completions.
    /// <inheritdoc/>
    public override IReadOnlyList<ModelInfo> ReadModels(JsonElement body) => OpenAIModelList.Read(body);

    /// <summary>What is said at the end of an answer, whole or streamed.</summary>
    internal static void ReadEnd(JsonElement body, AnswerBuilder answer)
    {
        answer.FinishReason = body.Text("why") switch
        {
            "longest" => FinishReason.Length,
            "withheld" => FinishReason.ContentFilter,
            _ => FinishReason.Stop,
        };
        if (body.Object("tokens") is { } tokens)
        {
            answer.ReportUsage(new TokenUsage(tokens.Integer("in") ?? 0, tokens.Integer("out") ?? 0));
        }
    }

    // "Problems": a sort that is not listed here is left to the HTTP status.
    internal static ServiceError? FindError(JsonElement body) => body.Text("problem") is not { } problem ? null : new ServiceError(problem)
    {
        Kind = body.Text("sort") switch
        {
            "bad_key" => ErrorKind.Authentication,
            "bad_request" => ErrorKind.InvalidRequest,
            "too_long" => ErrorKind.ContextLengthExceeded,
            "no_credit" => ErrorKind.QuotaExceeded,
            "unknown_engine" => ErrorKind.NotFound,
            "too_many" => ErrorKind.RateLimited,
            "busy" => ErrorKind.Overloaded,
            _ => null,
        },
    };

    private static void WriteTurns(Utf8JsonWriter writer, CompletionRequest request)
    {
        writer.WriteStartArray();
        if (request.JoinedSystem() is { } system)
        {
            WriteTurn(writer, "guide", system);
        }

        foreach (var message in request.Messages.Where(message => message.Role != ChatRole.System))
        {
            if (message.Content.Any(part => part is ImagePart))
            {
                throw Refused("Brook takes text alone, and no images.", "Ask without the image, or ask another provider.");
            }

            WriteTurn(writer, message.Role == ChatRole.Assistant ? "brook" : "user", message.Text);
        }

        writer.WriteEndArray();
    }

    private static void WriteTurn(Utf8JsonWriter writer, string who, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("who", who);
        writer.WriteString("say", text);
        writer.WriteEndObject();
    }

    private static MissyException Refused(string message, string remedy) => new(ErrorKind.InvalidRequest, message) { Remedy = remedy };
}
