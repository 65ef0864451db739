using System.Text.Json;
using Missy.Routing;

namespace Missy.Tests.Routing.Tiers;

/// <summary>A prompt with the tier that a person would want for it.</summary>
/// <param name="Tier">The wanted tier.</param>
/// <param name="Prompt">What was asked.</param>
/// <param name="Context">What was piped in; null = nothing.</param>
/// <param name="Tools">How many tools were offered.</param>
/// <param name="History">How many turns came before.</param>
/// <param name="MaxTokens">The limit of the answer; null = none.</param>
internal sealed record LabelledPrompt(string Tier, string Prompt, string? Context = null, int Tools = 0, int History = 0, int? MaxTokens = null)
{
    private static readonly JsonSerializerOptions _options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    internal static IReadOnlyList<LabelledPrompt> All { get; } = JsonSerializer.Deserialize<List<LabelledPrompt>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Routing", "Tiers", "labelled-prompts.json")), _options)!;

    internal PromptTier Wanted => PromptTiers.Parse(Tier);

    internal PromptShape Shape => new(Context is null ? [Prompt] : [Context, Prompt], Tools, History, MaxTokens);
}
