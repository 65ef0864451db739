using Missy.Configuration.Yaml;
using YamlDotNet.Core;

namespace Missy.Configuration.Editing;

/// <summary>
/// A part of a YAML text with the place of each of its characters: what <see cref="Yaml.YamlNode"/> leaves out, since only
/// edits need it. Aliases and merge keys are what they are, and stand for nothing.
/// </summary>
internal abstract class TextNode
{
    /// <summary>Where it starts, its anchor and tag included.</summary>
    internal required int Start { get; init; }

    /// <summary>Where its content starts; for an empty scalar, right after what stands before it.</summary>
    internal required int ContentStart { get; init; }

    /// <summary>Where it ends: after its last character that is neither white space between values nor a comment.</summary>
    internal required int End { get; init; }

    /// <summary>Where its anchor and tag end; <see cref="Start"/> when it has none.</summary>
    internal required int PropertiesEnd { get; init; }

    /// <summary>Where the line breaks that are a part of it end; later than <see cref="End"/> for a block scalar that keeps them.</summary>
    internal virtual int FullEnd => End;

    /// <summary>The name by which aliases may refer to it; null = none.</summary>
    internal string? Anchor { get; init; }

    internal bool HasTag { get; init; }
}

/// <summary>A scalar.</summary>
internal sealed class TextScalar : TextNode
{
    internal required string Text { get; init; }

    internal required ScalarStyle Style { get; init; }

    /// <summary>Where the blank lines after a block scalar that keeps them end; otherwise <see cref="TextNode.End"/>.</summary>
    internal required int KeptEnd { get; init; }

    internal override int FullEnd => KeptEnd;

    internal bool IsEmpty => ContentStart == End;

    internal bool IsNull => Style == ScalarStyle.Plain && new YamlScalar(1, 1, Text, plain: !HasTag).IsNull;

    internal bool IsBlock => Style is ScalarStyle.Literal or ScalarStyle.Folded;

    internal bool IsMergeKey => Style == ScalarStyle.Plain && Text == "<<";
}

/// <summary>A use of an anchored value.</summary>
internal sealed class TextAlias : TextNode
{
    internal required string Name { get; init; }
}

/// <summary>A list.</summary>
internal sealed class TextList : TextNode
{
    internal required bool IsFlow { get; init; }

    internal required IReadOnlyList<TextNode> Items { get; init; }

    internal override int FullEnd => IsFlow ? End : Items[^1].FullEnd;
}

/// <summary>A mapping.</summary>
internal sealed class TextMap : TextNode
{
    internal required bool IsFlow { get; init; }

    /// <summary>Whether it is a pair in a flow list, without braces of its own.</summary>
    internal required bool IsPair { get; init; }

    internal required IReadOnlyList<TextEntry> Entries { get; init; }

    internal override int FullEnd => IsFlow ? End : Entries[^1].Value.FullEnd;

    internal bool HasMerge => Entries.Any(static e => e.Key.IsMergeKey);
}

/// <summary>One entry of a mapping.</summary>
internal sealed record TextEntry(TextScalar Key, TextNode Value);
