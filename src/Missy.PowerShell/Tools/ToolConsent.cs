using System.Management.Automation;
using System.Text;

namespace Missy.Tools;

/// <summary>
/// Whether a tool may run: one that only reads may; for any other the user is asked, once a call. -Confirm:$false answers for
/// him; where nobody can be asked, it may not.
/// </summary>
internal sealed class ToolConsent
{
    private const int LongestArguments = 4000;

    private bool _yesToAll;
    private bool _noToAll;

    /// <summary>Asks. Only on the pipeline's thread.</summary>
    /// <param name="command">Who asks.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="arguments">Its arguments as the model gave them.</param>
    /// <returns>Why it may not run, for the model to read; null when it may.</returns>
    public string? WhyDenied(PSCmdlet command, Tool tool, string arguments)
    {
        if (tool.ReadOnly || IsGiven(command))
        {
            return null;
        }

        try
        {
            return command.ShouldContinue($"Run {tool.Name} {Shown(arguments)}", "The model calls a tool.", ref _yesToAll, ref _noToAll)
                ? null
                : $"Denied: the user does not let '{tool.Name}' run.";
        }
        catch (Exception exception) when (exception is not (PipelineStoppedException or OutOfMemoryException))
        {
            // A host without anybody before it says so in ways of its own.
            return $"Denied: nobody can be asked whether '{tool.Name}' may run.";
        }
    }

    /// <summary>Arguments as a person can judge them: nothing in them moves the cursor, hides or turns text around.</summary>
    public static string Shown(string arguments, int most = LongestArguments)
    {
        var shown = new StringBuilder();
        foreach (var rune in arguments.EnumerateRunes())
        {
            if (shown.Length > most)
            {
                return FormattableString.Invariant($"{shown}… ({arguments.Length} characters in all)");
            }

            var plain = !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) is not
                (System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator);
            shown.Append(plain ? rune.ToString() : FormattableString.Invariant($"\\u{rune.Value:x4}"));
        }

        return shown.ToString();
    }

    private static bool IsGiven(PSCmdlet command) =>
        command.MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm)
            ? !LanguagePrimitives.IsTrue(confirm)
            : command.GetVariableValue("ConfirmPreference") is ConfirmImpact.None;
}
