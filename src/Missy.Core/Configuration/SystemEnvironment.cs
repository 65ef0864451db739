namespace Missy.Configuration;

/// <summary>The environment of this process.</summary>
public sealed class SystemEnvironment : ISystemEnvironment
{
    private SystemEnvironment()
    {
    }

    /// <summary>The only instance; it holds no state.</summary>
    public static SystemEnvironment Instance { get; } = new();

    /// <summary>
    /// <c>HOME</c>, on Windows <c>USERPROFILE</c>; null when it is unset or not an absolute path. The password database is
    /// not asked: a process started without a home folder gets none.
    /// </summary>
    public string? HomeFolder
    {
        get
        {
            var home = GetVariable(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME");
            return Path.IsPathFullyQualified(home ?? "") ? home : null;
        }
    }

    /// <inheritdoc/>
    public string? GetVariable(string name) => Environment.GetEnvironmentVariable(name);
}
