using System.Text;
using Missy.Configuration.Schema;
using Missy.Configuration.Yaml;

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
        if (Encoding.UTF8.GetByteCount(text) > YamlLimits.Bytes)
        {
            return FileProblem.TooLarge(file);
        }

        try
        {
            var root = YamlReader.Read(text.StartsWith('\uFEFF') ? text[1..] : text);
            return root is null or { IsNull: true } ? ConfigResult.Nothing : Read(root, new ReadContext(file, known));
        }
        catch (YamlProblem problem)
        {
            return FileProblem.Refuse(FileProblem.Syntax(file, problem));
        }
    }

    /// <summary>Reads a file. That it is missing, unreadable or open to others is a diagnostic and refuses it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="known">The service names that exist.</param>
    public static ConfigResult ReadFile(string path, KnownNames known)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadAt(new ConfigLocation(path, ConfigPathSource.Argument), known);
    }

    /// <summary>Reads the file at a location; an empty configuration where none is there and nobody named one.</summary>
    /// <param name="location">The place.</param>
    /// <param name="known">The service names that exist.</param>
    public static ConfigResult ReadAt(ConfigLocation location, KnownNames known)
    {
        ArgumentNullException.ThrowIfNull(known);
        return ConfigSource.Read(location).Parse(known);
    }

    private static ConfigResult Read(YamlNode root, ReadContext context)
    {
        context.Configured = RootSection.ConfiguredNames(root);
        var read = RootSection.Section.TryRead(root, new ReadScope(context, ""), out var config);
        var refused = !read || context.Diagnostics.Any(Refuses);
        return new ConfigResult
        {
            Config = refused ? MissyConfig.Empty : config!,
            Refused = refused,
            Diagnostics = context.Diagnostics.Count < 2 ? context.Diagnostics : [.. context.Diagnostics.OrderBy(static d => d.Line).ThenBy(static d => d.Column)],
            LeftOut = context.LeftOut,
            LeftOutAliases = context.LeftOutAliases,
            LeftOutPurposes = context.LeftOutPurposes,
        };
    }

    private static bool Refuses(Diagnostic finding) =>
        finding.Severity == DiagnosticSeverity.Error && RootSection.Refusing.Contains(finding.Key.Split('.', '[')[0]);
}
