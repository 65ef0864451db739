namespace Missy.Providers;

/// <summary>
/// List price of a model: US dollars per million tokens, for ordinary synchronous requests. No batch, priority or
/// regional rates; where the hour decides, the dearer hour.
/// </summary>
/// <param name="Input">Per million prompt tokens.</param>
/// <param name="Output">Per million tokens of the answer, reasoning included.</param>
/// <param name="CachedInput">Per million prompt tokens read from the vendor's cache; <see langword="null"/> when no such
/// price is known.</param>
/// <param name="LongPrompt">The rates of a request with a long prompt; <see langword="null"/> when they are the same or
/// unknown.</param>
/// <param name="CacheWrite">Per million prompt tokens written to the vendor's cache for its usual time (at Anthropic five
/// minutes); <see langword="null"/> when no such price is known.</param>
public sealed record ModelPrice(
    decimal Input, decimal Output, decimal? CachedInput, LongPromptPrice? LongPrompt = null, decimal? CacheWrite = null);
