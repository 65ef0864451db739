using Missy.Configuration;
using Missy.Providers.Anthropic;
using Missy.Providers.Ollama;
using Missy.Providers.OpenAI;
using Missy.Providers.Responses;

namespace Missy.Providers;

/// <summary>Which code speaks which wire.</summary>
internal static class WireProtocols
{
    public static WireProtocol Create(CatalogueProvider service, ProviderConfig config, bool ownHost) => service.Wire switch
    {
        WireKind.Anthropic => new AnthropicProtocol(new AnthropicWireOptions(config.PromptCache == PromptCacheMode.Auto, NewModelsHoldToSchemas: ownHost)),
        WireKind.Ollama => new OllamaProtocol(),
        WireKind.OpenAIResponses => new ResponsesProtocol(new ResponsesWireOptions()),
        WireKind.OpenAICodex => new CodexProtocol(),

        // The simulator speaks every wire; Missy talks to it in the commonest. Most servers that are not OpenAI's know only the
        // older name of the limit.
        _ => new OpenAIProtocol(new OpenAIWireOptions(
            ownHost ? service.MaxTokensField : "max_tokens",
            service.StreamUsage,
            NewModelsHoldToSchemas: ownHost && (service.Wire == WireKind.Simulator || service.Name == "openai"))),
    };
}
