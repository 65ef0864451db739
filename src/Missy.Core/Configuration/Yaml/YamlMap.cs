namespace Missy.Configuration.Yaml;

/// <summary>A mapping. Its entries are in file order; a key that was written twice is there twice.</summary>
internal sealed class YamlMap(int line, int column, IReadOnlyList<YamlEntry> entries) : YamlNode(line, column)
{
    internal IReadOnlyList<YamlEntry> Entries { get; } = entries;

    internal override int Weight { get; } = 1 + entries.Sum(static e => 1 + e.Value.Weight);

    internal override int Depth { get; } = 1 + entries.Select(static e => e.Value.Depth).DefaultIfEmpty().Max();

    internal override string Description => "a mapping";

    internal YamlNode? this[string key] => Entries.FirstOrDefault(e => e.Key.Text == key).Value;
}

/// <summary>One entry of a mapping.</summary>
internal readonly record struct YamlEntry(YamlScalar Key, YamlNode Value);
