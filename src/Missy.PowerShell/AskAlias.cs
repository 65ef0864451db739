using System.Management.Automation;

namespace Missy;

/// <summary>
/// The alias <c>ask</c>: short, and so perhaps taken. It is made while the module is imported, where nothing else of that name is
/// in reach, and the manifest exports it if it is there. Were it an attribute of the cmdlet, it would hide what the user has.
/// </summary>
internal static class AskAlias
{
    private const string Name = "ask";
    private const string Target = "Invoke-MissyAsk";

    /// <summary>Makes it, in the session state of the module that is being imported, unless the name is taken.</summary>
    public static void MakeIfFree()
    {
        // The one public way to the engine here: a runspace's own proxy is closed while a pipeline runs, as one does now.
        var session = new PSModuleInfo(linkToGlobal: true).SessionState;
        if (!IsTaken(session.InvokeCommand) && !IsProgram())
        {
            Make(session.InvokeProvider.Content);
        }
    }

    // As the content of an item, which is set without making an object of the item for whoever would want it back.
    private static void Make(ContentCmdletProviderIntrinsics content)
    {
        try
        {
            using var writer = content.GetWriter($"Alias:{Name}")[0];
            writer.Write(new[] { Target });
        }
        catch (SessionStateException)
        {
            // A runspace that was made without aliases has no place for one.
        }
    }

    // Not GetCommand, which would look through all modules that could be imported. Loops, here and below, since each lambda is
    // compiled during the import.
    private static bool IsTaken(CommandInvocationIntrinsics commands)
    {
        foreach (var found in commands.GetCommands(Name, CommandTypes.Alias | CommandTypes.Function | CommandTypes.Cmdlet, nameIsPattern: false))
        {
            if (found is not AliasInfo { Definition: Target })
            {
                return true;
            }
        }

        return false;
    }

    // Nor by PowerShell's own search, which lists whole folders.
    private static bool IsProgram()
    {
        string[] extensions = OperatingSystem.IsWindows()
            ? [".ps1", .. Split(Environment.GetEnvironmentVariable("PATHEXT"), ';')]
            : ["", ".ps1"];
        foreach (var folder in Split(Environment.GetEnvironmentVariable("PATH"), Path.PathSeparator))
        {
            foreach (var extension in extensions)
            {
                if (File.Exists(Path.Combine(folder, Name + extension)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string[] Split(string? list, char separator) =>
        (list ?? "").Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
