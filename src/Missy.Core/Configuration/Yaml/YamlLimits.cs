namespace Missy.Configuration.Yaml;

/// <summary>What a configuration may ask of the reader. Generous for a file that people write, small for one that attacks.</summary>
internal static class YamlLimits
{
    internal const int Bytes = 1024 * 1024;

    internal const int Depth = 32;

    /// <summary>Nodes that aliases and merge keys may stand for, counted each time they are used.</summary>
    internal const int ExpandedNodes = 10_000;
}
