using System.Globalization;
using Missy.Configuration;
using static Missy.Tests.Routing.Tiers.Prompts;

namespace Missy.Tests.Routing.Tiers;

/// <summary>The line that tells why.</summary>
public sealed class TierReasonTests
{
    // text, tools, earlier turns, limit of the answer, strategy → reason
    public static TheoryData<string, int, int, int?, RoutingStrategy, string> Reasons { get; } = new()
    {
        { Filled("REFACTOR", 812), 0, 0, null, RoutingStrategy.Rules, "rules: the word 'refactor', 812 characters (over 500)" },
        { "Debugging a Complex one", 4, 11, null, RoutingStrategy.Rules, "rules: the words 'debugging', 'complex', 4 tools (over 3), 11 earlier turns (over 10)" },
        { "debug debugs debugged debugging debugger debuggers complex", 0, 0, null, RoutingStrategy.Rules, "rules: the words 'debug', 'debugs', 'debugged', 'debugging', 'debugger' and 2 more" },
        { "what is it", 0, 0, null, RoutingStrategy.Rules, "rules: the word 'what', 10 characters (under 80), no tools" },
        { "x", 0, 0, null, RoutingStrategy.Rules, "rules: nothing premium, and not fast for no simple word" },
        { Filled("what", 80), 1, 0, null, RoutingStrategy.Rules, "rules: nothing premium, and not fast for 80 characters (not under 80), 1 tool" },
        { "", 0, 0, null, RoutingStrategy.Score, "score: 0 (under 100)" },
        { Filled("", 120), 0, 0, null, RoutingStrategy.Score, "score: 120 for characters (not under 100, under 500)" },
        { Filled("", 812), 2, 0, 4095, RoutingStrategy.Score, "score: 812 for characters + 40 for tools + 204.75 for max_tokens = 1056.75 (not under 500)" },
        { "debug", 0, 0, null, RoutingStrategy.Off, "off: prompts are not classified" },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void The_reason_names_what_decided_and_reads_the_same_in_every_culture(
        string text, int tools, int turns, int? maxTokens, RoutingStrategy strategy, string reason)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(reason, Classify(text, tools, turns, maxTokens, strategy).Because);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
