using System.CommandLine;
using Missy.Chat;

namespace Missy.Cli;

/// <summary>The option that says how much a model may think.</summary>
internal static class EffortOption
{
    public static Option<ReasoningEffort?> Create() => new("--reasoning-effort")
    {
        Description = "How much to think.",
        HelpName = "none|low|medium|high",
        CustomParser = result =>
        {
            foreach (var effort in Enum.GetValues<ReasoningEffort>())
            {
                if (effort.ToString().Equals(result.Tokens[0].Value, StringComparison.OrdinalIgnoreCase))
                {
                    return effort;
                }
            }

            result.AddError($"--reasoning-effort takes none, low, medium or high, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };
}
