namespace Missy.Providers;

/// <summary>
/// List price of a model: US dollars per million tokens, for ordinary synchronous requests at the smallest
/// context step of vendors that charge long prompts more. No batch, priority or regional rates.
/// </summary>
/// <param name="Input">Per million prompt tokens.</param>
/// <param name="Output">Per million tokens of the answer, reasoning included.</param>
/// <param name="CachedInput">Per million prompt tokens read from the vendor's cache; <see langword="null"/> when the
/// vendor publishes no such price.</param>
public sealed record ModelPrice(decimal Input, decimal Output, decimal? CachedInput);
