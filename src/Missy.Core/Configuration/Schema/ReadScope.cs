using Missy.Configuration.Yaml;

namespace Missy.Configuration.Schema;

/// <summary>A place in the file by its dotted key, and where findings about it go.</summary>
internal sealed class ReadScope(ReadContext context, string key)
{
    private const int LongestName = 60;

    internal ReadContext Context { get; } = context;

    internal string Key { get; } = key;

    internal ReadScope At(string name) => new(Context, Join(Key, name));

    internal ReadScope At(int index) => new(Context, Join(Key, index));

    /// <summary>The dotted key of what stands under a name.</summary>
    internal static string Join(string key, string name) => key.Length == 0 ? Show(name) : $"{key}.{Show(name)}";

    /// <summary>The dotted key of an item of a list.</summary>
    internal static string Join(string key, int index) => FormattableString.Invariant($"{key}[{index}]");

    internal void Error(YamlNode at, string code, string message, string remedy) =>
        Context.Add(DiagnosticSeverity.Error, at, Key, code, message, remedy);

    internal void Warn(YamlNode at, string code, string message, string remedy) =>
        Context.Add(DiagnosticSeverity.Warning, at, Key, code, message, remedy);

    /// <summary>The entries whose keys are new; a key that is there already is an error of its own place.</summary>
    internal IEnumerable<YamlEntry> Unique(YamlMap map, StringComparer comparer, string code = DiagnosticCodes.DuplicateKey)
    {
        var seen = new Dictionary<string, YamlScalar>(comparer);
        foreach (var entry in map.Entries)
        {
            var name = entry.Key.Text.Trim();
            if (seen.TryAdd(name, entry.Key))
            {
                yield return entry;
            }
            else
            {
                At(name).Error(entry.Key, code, FormattableString.Invariant($"The name is already used on line {seen[name].Line}."), "Keep one of the two entries, or give them different names.");
            }
        }
    }

    /// <summary>A name fit for one line of a message.</summary>
    private static string Show(string name)
    {
        var shown = name.Length > LongestName ? name[..LongestName] + "…" : name;
        return shown.Any(char.IsControl) ? string.Concat(shown.Select(static c => char.IsControl(c) ? '?' : c)) : shown;
    }
}
