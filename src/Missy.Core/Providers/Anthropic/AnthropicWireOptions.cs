namespace Missy.Providers.Anthropic;

/// <summary>What configuration decides about the wire.</summary>
/// <param name="PromptCache">True to mark long prompts for the service's cache (<c>prompt_cache: auto</c>).</param>
internal sealed record AnthropicWireOptions(bool PromptCache = true);
