using System.Reflection;
using System.Runtime.Loader;

namespace Missy.Loading;

/// <summary>
/// Answers when the process looks for what this assembly refers to. PowerShell runs <see cref="ModuleLifetime"/> before it looks at
/// the cmdlets, but lists the public types before: none of these may derive from a type of Missy.Core, implement an interface of
/// it or have a field of a struct or enum of it, or it is not found yet. Parameters, results and everything within methods may be
/// of any type. An assembly of its own for this, imported before, would take such types too; it took each import 3 ms.
/// </summary>
internal static class Dependencies
{
    private static int _added;

    /// <summary>
    /// Answers from now on. Once a process and for good: each import into a further runspace comes here too, and the end of a runspace
    /// is not announced.
    /// </summary>
    public static void Find()
    {
        if (Interlocked.Exchange(ref _added, 1) == 0)
        {
            AssemblyLoadContext.Default.Resolving += Resolve;
        }
    }

    private static Assembly? Resolve(AssemblyLoadContext asking, AssemblyName name) =>
        name.Name is "Missy.Core" or "Missy.Simulator" or "Missy.Interactive" ? DependencyContext.Instance.LoadFromAssemblyName(name) : null;
}
