namespace Missy.Routing;

/// <summary>The names of <see cref="TierSignal"/>. Scripts compare with them: a name never changes its meaning.</summary>
internal static class SignalNames
{
    internal const string PremiumWords = "premium_words";
    internal const string LongPrompt = "long_prompt";
    internal const string ManyTools = "many_tools";
    internal const string LongHistory = "long_history";
    internal const string SimpleWords = "simple_words";
    internal const string ShortPrompt = "short_prompt";
    internal const string NoTools = "no_tools";
    internal const string Characters = "characters";
    internal const string Tools = "tools";
    internal const string MaxTokens = "max_tokens";
    internal const string SimpleThreshold = "simple_threshold";
    internal const string ComplexThreshold = "complex_threshold";
}
