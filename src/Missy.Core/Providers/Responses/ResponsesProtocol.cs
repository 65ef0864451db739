using System.Text.Json;
using Missy.Chat;
using Missy.Providers.OpenAI;

namespace Missy.Providers.Responses;

/// <summary>
/// OpenAI Responses. Missy keeps the conversation itself, so nothing is stored at the service: every request is whole, says
/// <c>store: false</c> and takes the model's reasoning along in encrypted form. Source: OpenAI API reference, "Responses" and
/// "Streaming events"; guide "Migrate to the Responses API".
/// </summary>
internal class ResponsesProtocol(ResponsesWireOptions options) : WireProtocol
{
    /// <inheritdoc/>
    public override AttachmentLimits Attachments => AttachmentLimits.OpenAI;

    /// <inheritdoc/>
    public override string CompletionPath => "responses";

    /// <inheritdoc/>
    public override string? ModelsPath => "models";

    /// <inheritdoc/>
    public override bool HoldsTo(AnswerSchema schema, bool? able) => able ?? true;

    /// <inheritdoc/>
    public sealed override void WriteRequest(Utf8JsonWriter writer, CompletionRequest request, bool stream) =>
        ResponsesRequestWriter.Write(writer, request, stream || AlwaysStreams, options);

    /// <inheritdoc/>
    public sealed override void WriteTools(Utf8JsonWriter writer, IReadOnlyList<ToolDefinition> tools) =>
        ResponsesRequestWriter.WriteTools(writer, tools);

    /// <inheritdoc/>
    public sealed override void ReadResponse(JsonElement body, AnswerBuilder answer) => ResponsesResponseReader.Read(body, answer);

    /// <inheritdoc/>
    public sealed override StreamDecoder CreateDecoder() => new ResponsesStreamDecoder();

    /// <inheritdoc/>
    public sealed override ServiceError? ReadError(JsonElement body, bool failed) => ResponsesErrors.Read(body, failed);

    /// <inheritdoc/>
    public sealed override IReadOnlyList<ModelInfo> ReadModels(JsonElement body) => OpenAIModelList.Read(body);
}
