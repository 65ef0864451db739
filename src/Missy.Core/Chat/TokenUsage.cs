namespace Missy.Chat;

/// <summary>Tokens of one answer, as the service counted them.</summary>
/// <param name="PromptTokens">All tokens read, cached ones included.</param>
/// <param name="CompletionTokens">All tokens written, reasoning included.</param>
/// <param name="CachedTokens">How many of <paramref name="PromptTokens"/> came from the service's cache.</param>
/// <param name="ReasoningTokens">How many of <paramref name="CompletionTokens"/> were reasoning, where the service tells.</param>
/// <param name="CacheWriteTokens">How many of <paramref name="PromptTokens"/> were written to the cache, where the service bills that.</param>
public sealed record TokenUsage(
    int PromptTokens,
    int CompletionTokens,
    int CachedTokens = 0,
    int ReasoningTokens = 0,
    int CacheWriteTokens = 0)
{
    /// <summary>No tokens known.</summary>
    public static TokenUsage None { get; } = new(0, 0);

    /// <summary>Read and written together.</summary>
    public int TotalTokens => PromptTokens + CompletionTokens;

    /// <summary>The tokens of two answers together; no count grows beyond what it can hold.</summary>
    internal TokenUsage Plus(TokenUsage other) => new(
        Sum(PromptTokens, other.PromptTokens),
        Sum(CompletionTokens, other.CompletionTokens),
        Sum(CachedTokens, other.CachedTokens),
        Sum(ReasoningTokens, other.ReasoningTokens),
        Sum(CacheWriteTokens, other.CacheWriteTokens));

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{PromptTokens} + {CompletionTokens} = {TotalTokens}");

    private static int Sum(int one, int other) => (int)Math.Min((long)one + other, int.MaxValue);
}
