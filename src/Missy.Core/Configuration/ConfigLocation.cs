namespace Missy.Configuration;

/// <summary>Where the configuration file is: the caller's path, else <c>MISSY_CONFIG</c>, else <c>~/.missy/config.yaml</c>. Never the current folder by itself.</summary>
/// <param name="Path">The absolute path; null when there is no home folder to look in.</param>
/// <param name="Source">Who said so.</param>
public sealed record ConfigLocation(string? Path, ConfigPathSource Source)
{
    /// <summary>The environment variable that names the file.</summary>
    public const string Variable = "MISSY_CONFIG";

    /// <summary>Whether somebody named the file, so that its absence is an error.</summary>
    public bool MustExist => Source is ConfigPathSource.Argument or ConfigPathSource.Environment;

    /// <summary>Finds the place. Nothing on disk is looked at.</summary>
    /// <param name="argument">The path that the caller gave, <c>~</c> accepted; null or blank = none.</param>
    /// <param name="environment">Where variables and the home folder come from.</param>
    public static ConfigLocation Resolve(string? argument, ISystemEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (!string.IsNullOrWhiteSpace(argument))
        {
            return new(Absolute(argument, environment), ConfigPathSource.Argument);
        }

        var variable = environment.GetVariable(Variable);
        if (!string.IsNullOrWhiteSpace(variable))
        {
            return new(Absolute(variable, environment), ConfigPathSource.Environment);
        }

        return environment.HomeFolder is { } home
            ? new(System.IO.Path.Combine(home, ".missy", "config.yaml"), ConfigPathSource.Default)
            : new(null, ConfigPathSource.None);
    }

    /// <summary>The path with a leading <c>~</c> replaced by the home folder, where there is one.</summary>
    /// <param name="path">The path.</param>
    /// <param name="environment">Where the home folder comes from.</param>
    public static string ExpandHome(string path, ISystemEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(environment);
        return path is "~" or ['~', '/' or '\\', ..] && environment.HomeFolder is { } home
            ? System.IO.Path.Join(home, path.AsSpan(1))
            : path;
    }

    private static string Absolute(string path, ISystemEnvironment environment) =>
        System.IO.Path.GetFullPath(ExpandHome(path.Trim(), environment));
}
