using System.Net.Http.Headers;
using System.Text.Json;
using Missy.Chat;
using Missy.Network;

namespace Missy.Providers.Anthropic;

/// <summary>
/// Anthropic Messages. Source: Claude API reference, "Create a Message", "List Models", "Versions", and the guide "Streaming
/// messages".
/// </summary>
internal sealed class AnthropicProtocol(AnthropicWireOptions options) : WireProtocol
{
    private const string VersionHeader = "anthropic-version";

    /// <inheritdoc/>
    public override AttachmentLimits Attachments => AttachmentLimits.Anthropic;

    /// <inheritdoc/>
    public override string CompletionPath => "v1/messages";

    // The default page holds 20 models, the largest 1000 ("List Models", limit).
    /// <inheritdoc/>
    public override string? ModelsPath => "v1/models?limit=1000";

    /// <inheritdoc/>
    public override void AddHeaders(HttpRequestHeaders headers, Credential? credential)
    {
        if (!headers.Contains(VersionHeader))
        {
            headers.TryAddWithoutValidation(VersionHeader, "2023-06-01");
        }
    }

    /// <inheritdoc/>
    public override bool HoldsTo(AnswerSchema schema, bool? able) =>
        (able ?? options.NewModelsHoldToSchemas) && AnthropicSchema.Of(schema.Schema) is not null;

    /// <inheritdoc/>
    public override void WriteRequest(Utf8JsonWriter writer, CompletionRequest request, bool stream) =>
        AnthropicRequestWriter.Write(writer, request, stream, options);

    /// <inheritdoc/>
    public override void WriteTools(Utf8JsonWriter writer, IReadOnlyList<ToolDefinition> tools) =>
        AnthropicRequestWriter.WriteTools(writer, tools, cached: false);

    /// <inheritdoc/>
    public override void ReadResponse(JsonElement body, AnswerBuilder answer) => AnthropicResponseReader.Read(body, answer);

    /// <inheritdoc/>
    public override StreamDecoder CreateDecoder() => new AnthropicStreamDecoder();

    /// <inheritdoc/>
    public override ServiceError? ReadError(JsonElement body, bool failed) => AnthropicErrors.Read(body, failed);

    /// <inheritdoc/>
    public override IReadOnlyList<ModelInfo> ReadModels(JsonElement body) => AnthropicModelList.Read(body);
}
