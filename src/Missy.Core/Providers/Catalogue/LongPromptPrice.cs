namespace Missy.Providers;

/// <summary>
/// Rates, in US dollars per million tokens, that hold for the whole of a request whose prompt exceeds a vendor's step.
/// </summary>
/// <param name="AboveTokens">Prompt tokens, cached ones included, above which these rates hold.</param>
/// <param name="Input">Per million prompt tokens.</param>
/// <param name="Output">Per million tokens of the answer, reasoning included.</param>
/// <param name="CachedInput">Per million prompt tokens read from the vendor's cache; <see langword="null"/> when no such
/// price is known.</param>
/// <param name="CacheWrite">Per million prompt tokens written to the vendor's cache; <see langword="null"/> when no such
/// price is known.</param>
public sealed record LongPromptPrice(
    int AboveTokens, decimal Input, decimal Output, decimal? CachedInput, decimal? CacheWrite = null);
