using Missy.Configuration;

namespace Missy.Routing;

/// <summary>
/// The strategy <c>rules</c>: premium when any premium signal holds; else fast when all fast ones do; else primary. Premium is
/// asked first, so that "how do I debug this?" is not taken for a simple question.
/// </summary>
internal static class TierRules
{
    /// <summary>Longer prompts, in code points, are premium.</summary>
    internal const int LongPrompt = 500;

    /// <summary>Only shorter prompts, in code points, are fast.</summary>
    internal const int ShortPrompt = 80;

    /// <summary>More tools are premium.</summary>
    internal const int ManyTools = 3;

    /// <summary>More turns before this one are premium.</summary>
    internal const int LongHistory = 10;

    private const int PremiumSignals = 4;

    internal static TierDecision Decide(PromptShape shape, PromptText text, double score)
    {
        TierSignal[] premium =
        [
            Words(SignalNames.PremiumWords, text.PremiumWords),
            new(SignalNames.LongPrompt, text.Length, LongPrompt, text.Length > LongPrompt),
            new(SignalNames.ManyTools, shape.Tools, ManyTools, shape.Tools > ManyTools),
            new(SignalNames.LongHistory, shape.HistoryTurns, LongHistory, shape.HistoryTurns > LongHistory),
        ];
        TierSignal[] fast =
        [
            Words(SignalNames.SimpleWords, text.SimpleWords),
            new(SignalNames.ShortPrompt, text.Length, ShortPrompt, text.Length < ShortPrompt),
            new(SignalNames.NoTools, shape.Tools, null, shape.Tools == 0),
        ];
        var tier = Array.Exists(premium, static signal => signal.Fired) ? PromptTier.Premium
            : Array.TrueForAll(fast, static signal => signal.Fired) ? PromptTier.Fast
            : PromptTier.Primary;
        return new TierDecision(tier, RoutingStrategy.Rules, score, [.. premium, .. fast]);
    }

    /// <summary>What decided: the premium signals that hold; all the fast ones; or the fast ones that do not hold.</summary>
    internal static string Explain(TierDecision decision) => decision.Tier switch
    {
        PromptTier.Premium => Join(decision.Signals.Take(PremiumSignals).Where(static signal => signal.Fired)),
        PromptTier.Fast => Join(decision.Signals.Skip(PremiumSignals)),
        _ => $"nothing premium, and not fast for {Join(decision.Signals.Skip(PremiumSignals).Where(static signal => !signal.Fired))}",
    };

    private static TierSignal Words(string name, IReadOnlyList<string> words) => new(name, words.Count, null, words.Count > 0) { Words = words };

    private static string Join(IEnumerable<TierSignal> signals) => string.Join(", ", signals.Select(Phrase));

    private static string Phrase(TierSignal signal) => signal.Name switch
    {
        SignalNames.PremiumWords or SignalNames.SimpleWords => TierPhrases.Words(signal.Words, "simple word"),
        SignalNames.LongPrompt => $"{TierPhrases.Count(signal.Value, "character")} (over {LongPrompt})",
        SignalNames.ManyTools => $"{TierPhrases.Count(signal.Value, "tool")} (over {ManyTools})",
        SignalNames.LongHistory => $"{TierPhrases.Count(signal.Value, "earlier turn")} (over {LongHistory})",
        SignalNames.ShortPrompt => $"{TierPhrases.Count(signal.Value, "character")} ({(signal.Fired ? "under" : "not under")} {ShortPrompt})",
        _ => TierPhrases.Count(signal.Value, "tool"),
    };
}
