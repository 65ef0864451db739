using Missy.Configuration;
using Missy.Routing;

namespace Missy.Tests.Routing.Tiers;

/// <summary>Prompts to classify, and the router without any configuration.</summary>
internal static class Prompts
{
    internal static ModelRouter Router { get; } = new(new RoutingConfig());

    internal static TierDecision Classify(string text, int tools = 0, int turns = 0, int? maxTokens = null, RoutingStrategy? strategy = null) =>
        Router.Classify(new PromptShape([text], tools, turns, maxTokens), strategy);

    /// <summary>A text of a length in code points that begins with the words, filled with a character that is no part of a word.</summary>
    internal static string Filled(string words, int length, string filling = ".") =>
        words + string.Concat(Enumerable.Repeat(filling, length - words.Length));

    internal static TierSignal Signal(this TierDecision decision, string name) => Assert.Single(decision.Signals, signal => signal.Name == name);
}
