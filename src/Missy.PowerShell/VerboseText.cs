using System.Management.Automation;
using Missy.Network;

namespace Missy;

/// <summary>Lines for those who want to hear more.</summary>
internal static class VerboseText
{
    /// <summary>
    /// Writes a verbose line, without the secrets that it may hold. Under -Debug alone it is a debug line: PowerShell would stop at
    /// a verbose one and ask whether to go on.
    /// </summary>
    public static void Tell(this PSCmdlet command, string text)
    {
        var clean = Redactor.Process.Clean(text);
        if (IsGiven(command, "Debug") && !command.MyInvocation.BoundParameters.ContainsKey("Verbose"))
        {
            command.WriteDebug(clean);
        }
        else
        {
            command.WriteVerbose(clean);
        }
    }

    /// <summary>Whether somebody wants to see debug lines.</summary>
    public static bool WantsDebug(this PSCmdlet command) => Wants(command, "Debug");

    /// <summary>Whether somebody would see what <see cref="Tell"/> writes, which has its cost.</summary>
    public static bool WantsToBeTold(this PSCmdlet command) => Wants(command, "Verbose") || IsGiven(command, "Debug");

    private static bool Wants(PSCmdlet command, string stream) => command.MyInvocation.BoundParameters.ContainsKey(stream)
        ? IsGiven(command, stream)
        : LanguagePrimitives.TryConvertTo<ActionPreference>(command.GetVariableValue(stream + "Preference"), out var preference)
            && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    private static bool IsGiven(PSCmdlet command, string name) =>
        command.MyInvocation.BoundParameters.TryGetValue(name, out var given) && LanguagePrimitives.IsTrue(given);
}
