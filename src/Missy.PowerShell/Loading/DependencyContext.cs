using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Missy.Loading;

/// <summary>
/// Where Missy.Core and all that it needs live, apart from the versions of the same libraries that other modules bring.
/// </summary>
internal sealed class DependencyContext : AssemblyLoadContext
{
    private static readonly string _folder =
        Path.Combine(Path.GetDirectoryName(typeof(DependencyContext).Assembly.Location)!, "core");

    // Where a package has what was compiled ahead for this platform; elsewhere there is no such folder.
    private static readonly string _ahead = Path.Combine(_folder, RuntimeInformation.RuntimeIdentifier);

    // The files that the host was started with, PowerShell's own among them; read once, since the answer cannot change.
    private static readonly string _framework = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";

    private DependencyContext()
        : base("Missy")
    {
    }

    /// <summary>The only one of the process, made when something of it is first needed.</summary>
    public static DependencyContext Instance { get; } = new();

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var file = assemblyName.Name + ".dll";
        if (assemblyName.Name!.StartsWith("System.", StringComparison.Ordinal) && IsFramework(file))
        {
            // Without a version, so that the framework's is taken even where a later one was asked for: a second
            // System.Diagnostics.DiagnosticSource, for one, is not what the framework's own HTTP types expect.
            return Default.LoadFromAssemblyName(new AssemblyName(assemblyName.Name));
        }

        var path = Existing(Path.Combine(_ahead, file)) ?? Existing(Path.Combine(_folder, file));
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;

    private static bool IsFramework(string file) =>
        _framework.Contains(Path.DirectorySeparatorChar + file, StringComparison.OrdinalIgnoreCase);
}
