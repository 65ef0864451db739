using Missy.Inspection;

namespace Missy.Cli.Output;

/// <summary>Tells on standard error what of the configuration is not in effect: with <c>--verbose</c> the warnings too.</summary>
internal static class ConfigFindings
{
    /// <param name="context">The command's.</param>
    /// <param name="always">True tells of errors without <c>--verbose</c>, too: for commands that show what was configured.</param>
    public static async Task WriteAsync(CommandContext context, bool always)
    {
        if (!context.Verbose && !always)
        {
            return;
        }

        var config = context.Client.Config;
        foreach (var finding in config.Refused ? [] : config.Diagnostics)
        {
            if (context.Verbose || finding.Severity == DiagnosticSeverity.Error)
            {
                await context.Terminal.Error.WriteLineAsync(TerminalText.Clean(finding.ToString()));
            }
        }
    }
}
