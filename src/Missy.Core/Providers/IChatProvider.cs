using Missy.Chat;
using Missy.Network;

namespace Missy.Providers;

/// <summary>
/// One configured service, ready to be called. Every call is exactly one HTTP request: nothing is retried here, and the key
/// is the one that the caller chose. Safe for any number of threads.
/// </summary>
public interface IChatProvider
{
    /// <summary>Asks and waits for the whole answer.</summary>
    /// <param name="request">What to ask; tools in it may be called in the answer.</param>
    /// <param name="credential">The key; null sends none.</param>
    /// <param name="cancellationToken">Ends the exchange at once.</param>
    /// <exception cref="MissyException">Any failure, with its kind.</exception>
    public Task<CompletionResponse> CompleteAsync(
        CompletionRequest request, Credential? credential, CancellationToken cancellationToken);

    /// <summary>
    /// Asks and gives the answer as it comes: text, thinking, tool calls and usage, then one done chunk with the whole answer.
    /// An answer without that last chunk is not whole; the enumeration then ends with the failure, which carries the text so far.
    /// Leaving the enumeration early closes the connection.
    /// </summary>
    /// <param name="request">What to ask; tools in it may be called in the answer.</param>
    /// <param name="credential">The key; null sends none.</param>
    /// <param name="cancellationToken">Ends the exchange at once.</param>
    /// <exception cref="MissyException">Any failure, with its kind.</exception>
    public IAsyncEnumerable<CompletionChunk> StreamAsync(
        CompletionRequest request, Credential? credential, CancellationToken cancellationToken);

    /// <summary>Asks the service for its models.</summary>
    /// <param name="credential">The key; null sends none.</param>
    /// <param name="cancellationToken">Ends the exchange at once.</param>
    /// <returns>The models in the service's order; empty for a service that has no list.</returns>
    /// <exception cref="MissyException">Any failure, with its kind.</exception>
    public Task<IReadOnlyList<ModelInfo>> ListModelsAsync(Credential? credential, CancellationToken cancellationToken);

    /// <summary>Asks the service whether it answers, at no cost in tokens: it is reachable and accepts the key.</summary>
    /// <param name="credential">The key; null sends none.</param>
    /// <param name="cancellationToken">Ends the exchange at once.</param>
    /// <returns>Null when it answers, else why not.</returns>
    public Task<MissyException?> ProbeAsync(Credential? credential, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a connection for a call to come, in the background, if there is likely to be none and the network policy allows it:
    /// nothing is sent, no key is looked up, and whether it works out is nobody's concern. Returns at once. Not for a provider
    /// whose address is known only at run time.
    /// </summary>
    public void Prepare();

    /// <summary>Whether the service is asked to hold its model to a schema; if not, the model is told of it in words.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="able">Whether the model is known to be able to; null when nothing is known of it.</param>
    public bool HoldsTo(AnswerSchema schema, bool? able);

    /// <summary>Why the service would refuse a request for its attachments, which is known before anything is sent; null when it would not.</summary>
    /// <param name="request">The request.</param>
    public MissyException? WhyRefused(CompletionRequest request);

    /// <summary>The tools in the service's native form, as JSON text.</summary>
    /// <param name="tools">The tools.</param>
    public string GetToolSchema(IReadOnlyList<ToolDefinition> tools);
}
