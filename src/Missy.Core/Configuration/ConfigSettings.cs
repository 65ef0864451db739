using System.Text;
using Missy.Configuration.Schema;
using Missy.Configuration.Yaml;

namespace Missy.Configuration;

/// <summary>Lists what a configuration's text sets, and what differs between two of them.</summary>
internal static class ConfigSettings
{
    /// <summary>Every value of the text, in file order; none when it cannot be read as YAML.</summary>
    internal static IReadOnlyList<ConfigSetting> Of(string text) => [.. Leaves(text).Select(static leaf => leaf.Setting)];

    /// <summary>What holds without being named, in the order of the sections; the user's own names have no defaults.</summary>
    /// <param name="named">The settings that the file names.</param>
    internal static IReadOnlyList<ConfigSetting> Defaults(IReadOnlyList<ConfigSetting> named) =>
        [.. Defaults(RootSection.Section, "").Where(setting => !named.Any(other => IsAtOrUnder(other.Key, setting.Key)))];

    /// <summary>
    /// What differs, in the order of the new text, then what is no longer there. A key that holds null is one that is not
    /// there. The order of the providers is a setting of its own, since it is the order of preference.
    /// </summary>
    internal static IReadOnlyList<ConfigChange> Changes(string oldText, string newText)
    {
        var (before, after) = (Leaves(oldText), Leaves(newText));
        var (old, now) = (ByKey(before), ByKey(after));
        var changes = new List<ConfigChange>();
        changes.AddRange(ProviderOrder(before, after));
        foreach (var leaf in now.Values)
        {
            var was = old.GetValueOrDefault(leaf.Setting.Key);
            if (!Same(was?.Raw, leaf.Raw) && !(was is null && IsFilled(leaf, before)))
            {
                changes.Add(new(leaf.Setting.Key, was?.Setting.Value, leaf.Setting.Value));
            }
        }

        changes.AddRange(old.Values
            .Where(leaf => leaf.Raw is not null && !now.ContainsKey(leaf.Setting.Key) && !IsFilled(leaf, after))
            .Select(static leaf => new ConfigChange(leaf.Setting.Key, leaf.Setting.Value, null)));
        return changes;
    }

    /// <summary>Why a text has no settings to list; null when it can be read as YAML.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The name that the finding carries.</param>
    internal static Diagnostic? ProblemOf(string text, string? file)
    {
        try
        {
            _ = Root(text);
            return null;
        }
        catch (YamlProblem problem)
        {
            return FileProblem.Syntax(file, problem);
        }
    }

    private static IReadOnlyList<SettingLeaf> Leaves(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return Encoding.UTF8.GetByteCount(text) <= YamlLimits.Bytes && Root(text) is YamlMap root ? SettingWalk.Of(root) : [];
        }
        catch (YamlProblem)
        {
            return [];
        }
    }

    private static YamlNode? Root(string text) => YamlReader.Read(text.StartsWith('\uFEFF') ? text[1..] : text);

    /// <summary>What holds in a section of which nothing is named.</summary>
    /// <param name="section">What it may hold.</param>
    /// <param name="key">Its own key.</param>
    internal static IEnumerable<ConfigSetting> Defaults(Kind section, string key)
    {
        foreach (var field in section.Fields)
        {
            var path = ReadScope.Join(key, field.Name);
            if (field.HasInnerStandards)
            {
                foreach (var inner in Defaults(field.Kind, path))
                {
                    yield return inner;
                }
            }
            else if (field.Kind.Entries is null)
            {
                yield return new() { Key = path, Value = SettingWalk.Shown(field.PlainStandard), IsDefault = true, Description = field.Description };
            }
        }
    }

    /// <summary>In order; of a key that is written twice, the first.</summary>
    private static Dictionary<string, SettingLeaf> ByKey(IReadOnlyList<SettingLeaf> leaves)
    {
        var found = new Dictionary<string, SettingLeaf>(leaves.Count, StringComparer.Ordinal);
        foreach (var leaf in leaves)
        {
            found.TryAdd(leaf.Setting.Key, leaf);
        }

        return found;
    }

    private static IEnumerable<ConfigChange> ProviderOrder(IReadOnlyList<SettingLeaf> before, IReadOnlyList<SettingLeaf> after)
    {
        var (old, now) = (Providers(before), Providers(after));
        if (!old.Where(now.Contains).SequenceEqual(now.Where(old.Contains), StringComparer.OrdinalIgnoreCase))
        {
            yield return new("providers", string.Join(", ", old), string.Join(", ", now));
        }
    }

    private static List<string> Providers(IReadOnlyList<SettingLeaf> leaves) =>
        [.. leaves.Select(static leaf => leaf.Provider).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether the value is a list or mapping that holds nothing here and something in the other text.</summary>
    private static bool IsFilled(SettingLeaf leaf, IReadOnlyList<SettingLeaf> other) =>
        leaf.Raw is SettingWalk.EmptyList or SettingWalk.EmptyMap && other.Any(one => IsAtOrUnder(one.Setting.Key, leaf.Setting.Key));

    private static bool IsAtOrUnder(string key, string parent) =>
        key.StartsWith(parent, StringComparison.Ordinal) && (key.Length == parent.Length || key[parent.Length] is '.' or '[');

    private static bool Same(object? one, object? other) => (one, other) switch
    {
        (long whole, double number) => whole == number,
        (double number, long whole) => whole == number,
        _ => Equals(one, other),
    };
}
