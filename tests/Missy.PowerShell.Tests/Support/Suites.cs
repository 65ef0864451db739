using System.Reflection;

namespace Missy.PowerShellTests.Support;

/// <summary>Where the suites are: in the source folder, since what they test is there too.</summary>
internal static class Suites
{
    public static string Folder { get; } = typeof(Suites).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(entry => entry.Key == "Suites").Value!;

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.Tests.ps1")
        .Select(path => Path.GetFileName(path)!)
        .Order(StringComparer.Ordinal);
}
