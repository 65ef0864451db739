using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace Missy.Loader;

/// <summary>
/// Runs when PowerShell imports this assembly, which the module's manifest puts before the cmdlets: PowerShell looks at the
/// cmdlets' types, and with them at Missy.Core, before any code of theirs can run.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    private static int _added;

    /// <summary>
    /// Answers from now on when the process looks for Missy.Core, Missy.Simulator or Missy.Interactive. Once a process and for good: each import
    /// into a further runspace comes here too, and the end of a runspace is not announced.
    /// </summary>
    public void OnImport()
    {
        if (Interlocked.Exchange(ref _added, 1) == 0)
        {
            AssemblyLoadContext.Default.Resolving += Resolve;
        }
    }

    private static Assembly? Resolve(AssemblyLoadContext asking, AssemblyName name) =>
        name.Name is "Missy.Core" or "Missy.Simulator" or "Missy.Interactive" ? DependencyContext.Instance.LoadFromAssemblyName(name) : null;
}
