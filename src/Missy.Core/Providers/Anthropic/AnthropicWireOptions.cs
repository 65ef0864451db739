namespace Missy.Providers.Anthropic;

/// <summary>What configuration decides about the wire.</summary>
/// <param name="PromptCache">True to mark long prompts for the service's cache (<c>prompt_cache: auto</c>).</param>
/// <param name="NewModelsHoldToSchemas">True where a model of which nothing is known holds to a schema: at Anthropic, whose newer ones all do.</param>
internal sealed record AnthropicWireOptions(bool PromptCache = true, bool NewModelsHoldToSchemas = false);
