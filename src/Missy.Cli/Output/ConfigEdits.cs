using Missy.Cli.Output.Json;
using Missy.Inspection;

namespace Missy.Cli.Output;

/// <summary>What a change of the configuration's file came to.</summary>
internal static class ConfigEdits
{
    /// <summary>Writes it, and its findings to standard error.</summary>
    /// <param name="context">The command that changed it.</param>
    /// <param name="edit">The change.</param>
    public static async Task WriteAsync(CommandContext context, ConfigEdit edit)
    {
        foreach (var finding in edit.Findings)
        {
            await context.Terminal.Error.WriteLineAsync(TerminalText.Clean(finding.ToString()));
        }

        if (context.Json)
        {
            await JsonOutput.WriteAsync(context.Terminal, edit, MissyJson.Context.ConfigEdit);
        }
        else
        {
            await context.Terminal.Out.WriteLineAsync(TerminalText.Clean(Sentence(edit)));
        }
    }

    private static string Sentence(ConfigEdit edit) => edit switch
    {
        { Changed: false, NewValue: null } => $"{edit.Key} is not in {edit.Path}",
        { Changed: false } => $"{edit.Key} is {edit.NewValue} already",
        { NewValue: null } => $"{edit.Key}: {edit.OldValue} removed from {edit.Path}",
        { OldValue: null } => FormattableString.Invariant($"{edit.Key}: {edit.NewValue} written to {edit.Path}, line {edit.Line}"),
        _ => FormattableString.Invariant($"{edit.Key}: {edit.OldValue} is now {edit.NewValue} in {edit.Path}, line {edit.Line}"),
    };
}
