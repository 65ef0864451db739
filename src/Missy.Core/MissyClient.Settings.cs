using Missy.Configuration;
using Missy.Providers;

namespace Missy;

/// <content>What the configuration says, and what it may say.</content>
public sealed partial class MissyClient
{
    /// <summary>The keys of settings that can be asked for: those of the file in effect, those that have a default, and the sections above them.</summary>
    public IReadOnlyList<string> SettingKeys => [.. SettingSelection.Keys(ConfigSettings.Of(TextAt(null)))];

    /// <summary>The JSON Schema of the configuration with the catalogue's names, for editors.</summary>
    public string CreateConfigSchema() => ConfigSchema.Create(new KnownNames(WireKinds.KnownWires, Catalogue.Names));

    /// <summary>The settings of a configuration, secrets masked.</summary>
    /// <param name="location">Where it is; null = the one in effect.</param>
    /// <param name="defaults">True lists the defaults that the file does not name as well.</param>
    /// <returns>In file order, then the defaults.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the file cannot be read as YAML.</exception>
    public IReadOnlyList<ConfigSetting> GetSettings(ConfigLocation? location, bool defaults)
    {
        var named = ConfigSettings.Of(TextAt(location));
        return defaults ? [.. named, .. ConfigSettings.Defaults(named)] : named;
    }

    /// <summary>The settings at a key and below it, or at those that a pattern matches; of one that the file does not name the default.</summary>
    /// <param name="settings">What <see cref="GetSettings"/> gave.</param>
    /// <param name="key">The dotted key, in any case; <c>*</c> and <c>?</c> stand for other characters.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: there is no such key; the remedy names the nearest.</exception>
    public static IReadOnlyList<ConfigSetting> PickSettings(IReadOnlyList<ConfigSetting> settings, string key)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return SettingSelection.Pick(settings, key);
    }

    private string TextAt(ConfigLocation? location)
    {
        var source = location is null ? Current.Files.Source : ConfigSource.Read(location);
        return source switch
        {
            { Problem: { } problem } => throw Unusable(problem.Diagnostics[0]),
            { Text: { } text } => ConfigSettings.ProblemOf(text, source.Location.Path) is { } syntax ? throw Unusable(syntax) : text,
            _ => "",
        };
    }

    private static MissyException Unusable(Diagnostic finding) =>
        new(ErrorKind.Configuration, $"The configuration cannot be shown: {finding.File}, line {finding.Line}: {finding.Message}") { Remedy = finding.Remedy };
}
