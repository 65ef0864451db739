using System.Net.Http.Headers;
using System.Text.Json;
using Missy.Chat;
using Missy.Network;

namespace Missy.Providers;

/// <summary>
/// One service's language: how a request is written and an answer read. It does no I/O and keeps no state, so one instance
/// serves all calls of a provider.
/// </summary>
internal abstract class WireProtocol
{
    /// <summary>How streamed answers are parted into events.</summary>
    public virtual StreamFraming Framing => StreamFraming.ServerSentEvents;

    /// <summary>True for a service that answers by streaming alone.</summary>
    public virtual bool AlwaysStreams => false;

    /// <summary>What attachments it takes.</summary>
    public abstract AttachmentLimits Attachments { get; }

    /// <summary>The path of completions, appended to the base URL.</summary>
    public abstract string CompletionPath { get; }

    /// <summary>The path of the model list, appended to the base URL; null when the service has none.</summary>
    public abstract string? ModelsPath { get; }

    /// <summary>
    /// Whether the wire has a form in which the service is asked to hold its model to a schema, and the model is taken to heed it.
    /// </summary>
    /// <param name="schema">The schema.</param>
    /// <param name="able">Whether the model is known to be able to; null when nothing is known of it.</param>
    public abstract bool HoldsTo(AnswerSchema schema, bool? able);

    /// <summary>Adds the headers that the wire always wants, key or not.</summary>
    public virtual void AddHeaders(HttpRequestHeaders headers, Credential? credential)
    {
    }

    /// <summary>Writes the whole request body, one JSON object.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: the wire has no form for what is asked.</exception>
    public abstract void WriteRequest(Utf8JsonWriter writer, CompletionRequest request, bool stream);

    /// <summary>Writes the tools as a JSON array in the wire's native form.</summary>
    public abstract void WriteTools(Utf8JsonWriter writer, IReadOnlyList<ToolDefinition> tools);

    /// <summary>Reads a whole answer.</summary>
    /// <exception cref="JsonException">The body is not what the wire allows.</exception>
    public abstract void ReadResponse(JsonElement body, AnswerBuilder answer);

    /// <summary>Makes a reader for one streamed answer.</summary>
    public abstract StreamDecoder CreateDecoder();

    /// <summary>Reads an error body; null when the body reports no error.</summary>
    /// <param name="body">The body.</param>
    /// <param name="failed">True for a failed status: then a body of another form than documented is an error all the same.</param>
    public abstract ServiceError? ReadError(JsonElement body, bool failed);

    /// <summary>Reads a model list.</summary>
    public abstract IReadOnlyList<ModelInfo> ReadModels(JsonElement body);
}
