using System.IO.Enumeration;
using Missy.Configuration.Schema;

namespace Missy.Configuration;

/// <summary>Picks settings by their keys.</summary>
internal static class SettingSelection
{
    private static readonly char[] Wildcards = ['*', '?'];

    /// <summary>
    /// The settings at a key and below it, or at those that a pattern matches, in their own order. Of a key that the file does
    /// not name the default.
    /// </summary>
    /// <param name="settings">What there is to pick from.</param>
    /// <param name="wanted">The key, in any case; <c>*</c> and <c>?</c> stand for other characters.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: there is no such key. It names the nearest.</exception>
    internal static IReadOnlyList<ConfigSetting> Pick(IReadOnlyList<ConfigSetting> settings, string wanted)
    {
        wanted = wanted.Trim();
        if (wanted.IndexOfAny(Wildcards) >= 0)
        {
            return [.. settings.Where(setting => FileSystemName.MatchesSimpleExpression(wanted, setting.Key, ignoreCase: true))];
        }

        IReadOnlyList<ConfigSetting> found = [.. settings.Where(setting => IsAtOrUnder(setting.Key, wanted))];
        if (found.Count == 0)
        {
            found = [.. ConfigSettings.Defaults([]).Concat(ProviderDefaults(settings, wanted)).Where(setting => IsAtOrUnder(setting.Key, wanted))];
        }

        return found.Count > 0 || RootSection.Section.Fields.Any(field => field.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ? found
            : throw Unknown(settings, wanted);
    }

    /// <summary>The keys that can be asked for: those of the file, those that have a default, and the sections above them.</summary>
    internal static IEnumerable<string> Keys(IReadOnlyList<ConfigSetting> settings) =>
        settings.Concat(ConfigSettings.Defaults(settings))
            .SelectMany(static setting => WithSections(setting.Key))
            .Distinct(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<ConfigSetting> ProviderDefaults(IReadOnlyList<ConfigSetting> settings, string wanted)
    {
        var end = wanted.LastIndexOf('.');
        var entry = end < 0 ? "" : wanted[..end];
        return entry.StartsWith("providers.", StringComparison.OrdinalIgnoreCase) && settings.Any(setting => IsAtOrUnder(setting.Key, entry))
            ? ConfigSettings.Defaults(ProviderSection.Section, entry)
            : [];
    }

    private static MissyException Unknown(IReadOnlyList<ConfigSetting> settings, string wanted)
    {
        var known = Keys(settings).Concat(ProviderDefaults(settings, wanted).Select(static setting => setting.Key));
        var ask = NearestNames.Ask(NearestNames.Find(wanted, known, 3));
        return new MissyException(ErrorKind.Configuration, $"There is no setting '{wanted}'.")
        {
            Remedy = $"{ask} Get-MissyConfig -All (missy config get --all) lists the settings.".TrimStart(),
        };
    }

    private static IEnumerable<string> WithSections(string key)
    {
        for (var end = key.IndexOfAny(['.', '[']); end > 0; end = key.IndexOfAny(['.', '['], end + 1))
        {
            yield return key[..end];
        }

        yield return key;
    }

    private static bool IsAtOrUnder(string key, string parent) =>
        key.StartsWith(parent, StringComparison.OrdinalIgnoreCase) && (key.Length == parent.Length || key[parent.Length] is '.' or '[');
}
