namespace Missy.Routing;

/// <summary>What of a prompt its tier is decided by.</summary>
/// <param name="Texts">What the user wrote, piped context included, in any pieces; words do not go from one piece into the next.</param>
/// <param name="Tools">How many tools are offered.</param>
/// <param name="HistoryTurns">How many turns of the user came before this one.</param>
/// <param name="MaxTokens">The limit of the answer in tokens; null = none was set.</param>
internal readonly record struct PromptShape(IReadOnlyList<string> Texts, int Tools = 0, int HistoryTurns = 0, int? MaxTokens = null);
