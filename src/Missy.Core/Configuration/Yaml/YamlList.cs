namespace Missy.Configuration.Yaml;

/// <summary>A sequence.</summary>
internal sealed class YamlList(int line, int column, IReadOnlyList<YamlNode> items) : YamlNode(line, column)
{
    internal IReadOnlyList<YamlNode> Items { get; } = items;

    internal override int Weight { get; } = 1 + items.Sum(static i => i.Weight);

    internal override int Depth { get; } = 1 + items.Select(static i => i.Depth).DefaultIfEmpty().Max();

    internal override string Description => "a list";
}
