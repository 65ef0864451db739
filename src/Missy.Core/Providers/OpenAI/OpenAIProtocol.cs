using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.OpenAI;

/// <summary>
/// OpenAI Chat Completions and the services compatible with it. Source: OpenAI API reference, "Chat" and "Chat streaming".
/// </summary>
internal sealed class OpenAIProtocol(OpenAIWireOptions options) : WireProtocol
{
    /// <inheritdoc/>
    public override AttachmentLimits Attachments => AttachmentLimits.OpenAI;

    /// <inheritdoc/>
    public override string CompletionPath => "chat/completions";

    /// <inheritdoc/>
    public override string? ModelsPath => "models";

    /// <inheritdoc/>
    public override bool HoldsTo(AnswerSchema schema, bool? able) => able ?? options.NewModelsHoldToSchemas;

    /// <inheritdoc/>
    public override void WriteRequest(Utf8JsonWriter writer, CompletionRequest request, bool stream) =>
        OpenAIRequestWriter.Write(writer, request, stream, options);

    /// <inheritdoc/>
    public override void WriteTools(Utf8JsonWriter writer, IReadOnlyList<ToolDefinition> tools) =>
        OpenAIRequestWriter.WriteTools(writer, tools);

    /// <inheritdoc/>
    public override void ReadResponse(JsonElement body, AnswerBuilder answer) => OpenAIResponseReader.Read(body, answer);

    /// <inheritdoc/>
    public override StreamDecoder CreateDecoder() => new OpenAIStreamDecoder();

    /// <inheritdoc/>
    public override ServiceError? ReadError(JsonElement body, bool failed) => CommonErrors.Read(body, failed);

    /// <inheritdoc/>
    public override IReadOnlyList<ModelInfo> ReadModels(JsonElement body) => OpenAIModelList.Read(body);
}
