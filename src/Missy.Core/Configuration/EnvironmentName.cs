namespace Missy.Configuration;

/// <summary>The portable form of environment variable names (POSIX.1-2024, Base Definitions, 3.216 Name).</summary>
internal static class EnvironmentName
{
    /// <summary>The same as a pattern for editors.</summary>
    internal const string Pattern = "[A-Za-z_][A-Za-z0-9_]*";

    internal static bool IsValid(string name) =>
        name.Length > 0
        && !char.IsAsciiDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
