using System.Net.Http.Headers;
using Missy.Network;

namespace Missy.Providers.Responses;

/// <summary>
/// The Responses API as ChatGPT's Codex service speaks it, with the access token of a ChatGPT account. It answers by streaming
/// alone, keeps nothing, insists on instructions, and refuses limits and temperature ("Unsupported parameter"). Source: the
/// open-source Codex client, <c>codex-rs/codex-api</c>; OpenAI publishes no reference of this service.
/// </summary>
internal sealed class CodexProtocol() : ResponsesProtocol(CodexOptions)
{
    private static readonly ResponsesWireOptions CodexOptions = new(
        Sampling: false,
        DefaultInstructions: "You are a helpful assistant.",
        EncryptedReasoning: true,
        ReasoningSummary: "auto");

    /// <inheritdoc/>
    public override bool AlwaysStreams => true;

    /// <summary>
    /// Null: the service lists its models only to a client that states a version of Codex, which Missy has not.
    /// </summary>
    public override string? ModelsPath => null;

    /// <inheritdoc/>
    public override void AddHeaders(HttpRequestHeaders headers, Credential? credential)
    {
        // Which program asks: OpenAI wants every client of this service to name itself.
        headers.TryAddWithoutValidation("originator", "missy");
        if ((credential?.Account ?? CodexAccount.Read(credential?.Secret.Reveal())) is { } account)
        {
            headers.TryAddWithoutValidation("ChatGPT-Account-ID", account);
        }
    }
}
