namespace Missy.Providers.Anthropic;

/// <summary>
/// In what the models differ on the wire. Sources: "Adaptive thinking" and "Extended thinking". What is listed is the past; a Claude model that is not listed is taken for a newer one.
/// </summary>
internal static class AnthropicModels
{
    private static readonly string[] BudgetOnly =
    [
        "claude-3", "claude-opus-4-0", "claude-opus-4-20250514", "claude-opus-4-1", "claude-opus-4-5",
        "claude-sonnet-4-0", "claude-sonnet-4-20250514", "claude-sonnet-4-5", "claude-haiku-4-5",
    ];

    /// <summary>
    /// True where thinking is <c>adaptive</c> with an effort. The models before Claude 4.6 know only a budget, and so do the
    /// models of other makers that are served behind this wire.
    /// </summary>
    public static bool ThinksAdaptively(string model) => IsClaude(model) && !IsOneOf(model, BudgetOnly);

    private static bool IsClaude(string model) => model.StartsWith("claude-", StringComparison.Ordinal);

    private static bool IsOneOf(string model, string[] families) =>
        families.Any(family => model.StartsWith(family, StringComparison.Ordinal)
            && (model.Length == family.Length || model[family.Length] == '-'));
}
