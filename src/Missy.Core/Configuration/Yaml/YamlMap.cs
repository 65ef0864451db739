namespace Missy.Configuration.Yaml;

/// <summary>A mapping. Its entries are in file order; a key that was written twice is there twice.</summary>
internal sealed class YamlMap : YamlNode
{
    internal YamlMap(int line, int column, IReadOnlyList<YamlEntry> entries)
        : base(line, column)
    {
        Entries = entries;
        (Weight, Depth) = (1, 1);
        foreach (var entry in entries)
        {
            Weight = checked(Weight + 1 + entry.Value.Weight);
            Depth = Math.Max(Depth, 1 + entry.Value.Depth);
        }
    }

    internal IReadOnlyList<YamlEntry> Entries { get; }

    internal override int Weight { get; }

    internal override int Depth { get; }

    internal override string Description => "a mapping";

    internal YamlNode? this[string key] => Entries.FirstOrDefault(e => e.Key.Text == key)?.Value;
}

/// <summary>One entry of a mapping. A class, so that lists of it need no code of their own at the first call.</summary>
internal sealed class YamlEntry(YamlScalar key, YamlNode value)
{
    internal YamlScalar Key { get; } = key;

    internal YamlNode Value { get; } = value;
}
