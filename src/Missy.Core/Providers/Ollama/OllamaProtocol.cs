using System.Text.Json;
using Missy.Chat;
using Missy.Providers.OpenAI;

namespace Missy.Providers.Ollama;

/// <summary>Ollama's own chat API. Source: Ollama docs/api.md, "Generate a chat completion" and "List Local Models".</summary>
internal sealed class OllamaProtocol : WireProtocol
{
    /// <inheritdoc/>
    public override StreamFraming Framing => StreamFraming.JsonLines;

    /// <inheritdoc/>
    public override AttachmentLimits Attachments => AttachmentLimits.Ollama;

    /// <inheritdoc/>
    public override string CompletionPath => "api/chat";

    /// <inheritdoc/>
    public override string? ModelsPath => "api/tags";

    // The server does it by a grammar, whatever the model (docs/api.md, "Structured outputs").
    /// <inheritdoc/>
    public override bool HoldsTo(AnswerSchema schema, bool? able) => true;

    /// <inheritdoc/>
    public override void WriteRequest(Utf8JsonWriter writer, CompletionRequest request, bool stream) =>
        OllamaRequestWriter.Write(writer, request, stream);

    // "Tool calling": the form is that of Chat Completions.
    /// <inheritdoc/>
    public override void WriteTools(Utf8JsonWriter writer, IReadOnlyList<ToolDefinition> tools) =>
        OpenAIRequestWriter.WriteTools(writer, tools);

    /// <inheritdoc/>
    public override void ReadResponse(JsonElement body, AnswerBuilder answer)
    {
        if (body.Object("message") is null)
        {
            throw new JsonException("The answer has no \"message\".");
        }

        OllamaAnswer.ReadPiece(body, answer, firstCall: 0);
        OllamaAnswer.ReadEnd(body, answer);
    }

    /// <inheritdoc/>
    public override StreamDecoder CreateDecoder() => new OllamaStreamDecoder();

    /// <inheritdoc/>
    public override ServiceError? ReadError(JsonElement body, bool failed) => CommonErrors.Read(body, failed);

    /// <inheritdoc/>
    public override IReadOnlyList<ModelInfo> ReadModels(JsonElement body) =>
    [
        .. from item in body.Items("models")
           let id = item.Text("name") ?? item.Text("model")
           where !string.IsNullOrEmpty(id)
           select new ModelInfo(id, Created: item.Time("modified_at")),
    ];
}
