namespace Missy.Configuration.Yaml;

/// <summary>A part of a YAML document, with the place where it starts (both counted from 1). Immutable, so aliases share it.</summary>
internal abstract class YamlNode(int line, int column)
{
    internal int Line { get; } = line;

    internal int Column { get; } = column;

    /// <summary>How many nodes it stands for when every alias in it is written out.</summary>
    internal abstract int Weight { get; }

    /// <summary>How many levels of lists and mappings it holds, itself included; 0 for a scalar.</summary>
    internal abstract int Depth { get; }

    /// <summary>What it is, for messages: <c>a list</c>, <c>text</c>. Never the content.</summary>
    internal abstract string Description { get; }

    internal virtual bool IsNull => false;
}
