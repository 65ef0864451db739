namespace Missy.Configuration;

/// <summary>Reads configuration files. Never throws for what a file holds: everything wrong becomes a <see cref="Diagnostic"/>.</summary>
public static class ConfigReader
{
    /// <summary>Reads text.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="file">The name that diagnostics carry; null = none.</param>
    /// <param name="known">The service names that exist.</param>
    public static ConfigResult Read(string text, string? file, KnownNames known)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(known);
        return new ConfigResult { Config = MissyConfig.Empty };
    }

    /// <summary>Reads a file. That it is missing or unreadable is a diagnostic and refuses it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="known">The service names that exist.</param>
    public static ConfigResult ReadFile(string path, KnownNames known)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(File.ReadAllText(path), path, known);
    }

    /// <summary>Reads the file at a location; an empty configuration where none is there and nobody named one.</summary>
    /// <param name="location">The place.</param>
    /// <param name="known">The service names that exist.</param>
    public static ConfigResult ReadAt(ConfigLocation location, KnownNames known)
    {
        ArgumentNullException.ThrowIfNull(location);
        return location.Path is null || (!location.MustExist && !File.Exists(location.Path))
            ? new ConfigResult { Config = MissyConfig.Empty }
            : ReadFile(location.Path, known);
    }
}
