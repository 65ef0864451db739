using Missy.Configuration;
using Missy.Routing;

namespace Missy.Tests.Routing.Tiers;

/// <summary>How often a router gives each tier to the prompts that want each tier.</summary>
internal sealed class Confusion
{
    private readonly int[,] _counts = new int[3, 3];

    internal Confusion(RoutingConfig config)
    {
        var router = new ModelRouter(config);
        foreach (var prompt in LabelledPrompt.All)
        {
            _counts[(int)prompt.Wanted, (int)router.Classify(prompt.Shape).Tier]++;
        }
    }

    /// <summary>The sums and the table, as the documentation shows them.</summary>
    internal string ToMarkdown()
    {
        var (right, weaker, stronger) = (Sum((wanted, got) => wanted == got), Sum((wanted, got) => got < wanted), Sum((wanted, got) => got > wanted));
        var rows = PromptTiers.Names.Select((name, wanted) => $"| wanted {name} | {string.Join(" | ", Enumerable.Range(0, 3).Select(got => _counts[wanted, got]))} |");
        return FormattableString.Invariant($"""
            {right} of {LabelledPrompt.All.Count} right ({100.0 * right / LabelledPrompt.All.Count:F0} %), {weaker} given a weaker model than wanted, {stronger} a stronger one.

            | | got fast | got primary | got premium |
            |---|---|---|---|
            {string.Join("\n", rows)}
            """);
    }

    private int Sum(Func<int, int, bool> counts) =>
        Enumerable.Range(0, 9).Where(cell => counts(cell / 3, cell % 3)).Sum(cell => _counts[cell / 3, cell % 3]);
}
