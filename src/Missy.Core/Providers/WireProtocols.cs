using Missy.Configuration;
using Missy.Providers.OpenAI;

namespace Missy.Providers;

/// <summary>Which code speaks which wire.</summary>
internal static class WireProtocols
{
    public static WireProtocol Create(CatalogueProvider service, ProviderConfig config, bool ownHost) => service.Wire switch
    {
        // The simulator speaks every wire; Missy talks to it in the commonest.
        WireKind.Simulator => new OpenAIProtocol(new OpenAIWireOptions()),

        // Most servers that are not OpenAI's know only the older name of the limit.
        _ => new OpenAIProtocol(new OpenAIWireOptions(ownHost ? service.MaxTokensField : "max_tokens", service.StreamUsage)),
    };
}
