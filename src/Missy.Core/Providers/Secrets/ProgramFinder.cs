using Missy.Configuration;

namespace Missy.Providers.Secrets;

/// <summary>
/// Finds the file of a program. A bare name is looked for in the folders of PATH that are absolute, never in the current
/// folder, where .NET itself would look first.
/// </summary>
internal static class ProgramFinder
{
    private static readonly string[] _windowsEndings = [".exe", ".com"];

    /// <summary>The absolute path; null when there is no such program.</summary>
    /// <param name="name">A bare name, or a path, which may begin with <c>~</c>.</param>
    /// <param name="folder">The folder that relative paths start from; null = they cannot be found.</param>
    /// <param name="environment">Where PATH and the home folder come from.</param>
    public static string? Find(string name, string? folder, ISystemEnvironment environment)
    {
        name = ConfigLocation.ExpandHome(name, environment);
        if (name.AsSpan().ContainsAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar))
        {
            return Path.IsPathFullyQualified(name) ? Program(name)
                : folder is null ? null
                : Program(Path.GetFullPath(name, folder));
        }

        return (environment.GetVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(place => Program(Path.Combine(place, name)))
            .FirstOrDefault(program => program is not null);
    }

    private static string? Program(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            return File.Exists(path) && (File.GetUnixFileMode(path) & Execute) != 0 ? path : null;
        }

        // Batch files would be run by a shell after all, with its own rules for quotes.
        return _windowsEndings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
            ? File.Exists(path) ? path : null
            : _windowsEndings.Select(ending => path + ending).FirstOrDefault(File.Exists);
    }
}
