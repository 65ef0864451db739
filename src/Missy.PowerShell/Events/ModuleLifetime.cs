using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Missy.Loading;

namespace Missy;

/// <summary>
/// Is told when a runspace imports and removes the module. PowerShell makes it, at each import: nothing here may need Missy.Core,
/// which is not loaded before the first command.
/// </summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>From now on the runspace hears of Missy's events, and has the alias where its name is free.</summary>
    public void OnImport()
    {
        Dependencies.Find();
        if (Runspace.DefaultRunspace is { } runspace)
        {
            ImportedRunspaces.Add(runspace);
            AskAlias.MakeIfFree();
        }
    }

    /// <summary>It hears of them no more.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (Runspace.DefaultRunspace is { } runspace)
        {
            ImportedRunspaces.Remove(runspace)?.Close();
        }
    }
}
