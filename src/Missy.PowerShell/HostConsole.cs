using System.Management.Automation;
using System.Management.Automation.Host;

namespace Missy;

/// <summary>What is known of the host's console.</summary>
internal static class HostConsole
{
    /// <summary>Whether a person sits at a console that can be asked for keys and obeys control sequences.</summary>
    public static bool IsAvailable(PSHost host) =>
        host.Name == "ConsoleHost"
        && host.UI.SupportsVirtualTerminal
        && !Console.IsInputRedirected
        && !Console.IsOutputRedirected
        && Environment.GetEnvironmentVariable("TERM") != "dumb"
        && !Environment.GetCommandLineArgs().Skip(1).Any(IsNonInteractive);

    /// <summary>Whether the user wants colours: neither NO_COLOR nor <c>$PSStyle.OutputRendering</c> says otherwise.</summary>
    public static bool WantsColours(PSCmdlet command) =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && (command.GetVariableValue("PSStyle") is not { } style || PSObject.AsPSObject(style).Properties["OutputRendering"]?.Value?.ToString() != "PlainText");

    // Every beginning of the name that no other switch has.
    private static bool IsNonInteractive(string argument) =>
        argument.TrimStart('-', '/') is { Length: >= 4 } name
        && name.Length < argument.Length
        && "NonInteractive".StartsWith(name, StringComparison.OrdinalIgnoreCase);
}
