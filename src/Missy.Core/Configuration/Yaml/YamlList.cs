namespace Missy.Configuration.Yaml;

/// <summary>A sequence.</summary>
internal sealed class YamlList : YamlNode
{
    internal YamlList(int line, int column, IReadOnlyList<YamlNode> items)
        : base(line, column)
    {
        Items = items;
        (Weight, Depth) = (1, 1);
        foreach (var item in items)
        {
            Weight = checked(Weight + item.Weight);
            Depth = Math.Max(Depth, 1 + item.Depth);
        }
    }

    internal IReadOnlyList<YamlNode> Items { get; }

    internal override int Weight { get; }

    internal override int Depth { get; }

    internal override string Description => "a list";
}
