using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.Anthropic;

/// <summary>
/// How the reasoning effort is said on this wire. Sources: "Adaptive thinking" and "Effort" for newer models, "Extended thinking"
/// for older ones, whose budget counts towards <c>max_tokens</c>, is below it, and is 1024 or more.
/// </summary>
internal readonly struct AnthropicThinking
{
    private const int LeastBudget = 1024;

    /// <summary><c>disabled</c>, <c>adaptive</c> or <c>enabled</c>; null to write nothing.</summary>
    public string? Type { get; private init; }

    /// <summary>The budget of <c>enabled</c>, in tokens.</summary>
    public int? Budget { get; private init; }

    /// <summary>The effort of <c>adaptive</c>.</summary>
    public string? Effort { get; private init; }

    /// <summary>The most tokens to write, thinking included.</summary>
    public int MaxTokens { get; private init; }

    public static AnthropicThinking Of(CompletionRequest request)
    {
        var limit = request.MaxTokens ?? request.DefaultMaxTokens;
        if (request.Options.TryGetValue("max_tokens", out var configured)
            && configured.ValueKind == JsonValueKind.Number && configured.TryGetInt32(out var number))
        {
            limit = number;
        }

        if (request.Options.ContainsKey("thinking"))
        {
            return new AnthropicThinking { MaxTokens = limit };
        }

        return request.ReasoningEffort switch
        {
            null => new AnthropicThinking { MaxTokens = limit },
            ReasoningEffort.None => new AnthropicThinking { MaxTokens = limit, Type = "disabled" },
            { } effort when AnthropicModels.ThinksAdaptively(request.Model) =>
                new AnthropicThinking { MaxTokens = limit, Type = "adaptive", Effort = Name(effort) },
            { } effort => WithBudget(limit, effort),
        };
    }

    // Half of the limit is left to the answer; a limit too low for the least budget is raised by it rather than refused.
    private static AnthropicThinking WithBudget(int limit, ReasoningEffort effort)
    {
        var budget = Math.Max(LeastBudget, Math.Min(Tokens(effort), limit / 2));
        return new AnthropicThinking
        {
            Type = "enabled",
            Budget = budget,
            MaxTokens = limit > budget ? limit : limit + budget,
        };
    }

    private static string Name(ReasoningEffort effort) => effort switch
    {
        ReasoningEffort.Low => "low",
        ReasoningEffort.High => "high",
        _ => "medium",
    };

    // Above 32k the service advises against waiting for a single answer.
    private static int Tokens(ReasoningEffort effort) => effort switch
    {
        ReasoningEffort.Low => 4096,
        ReasoningEffort.High => 32000,
        _ => 16384,
    };
}
