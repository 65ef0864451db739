using Missy.Configuration.Yaml;

namespace Missy.Configuration.Editing;

/// <summary>The safety net of every edit: whether two readings of a file differ in what was to change, and in nothing else.</summary>
internal static class TreeCheck
{
    /// <summary>Whether the new tree is the old one with the value at the key.</summary>
    internal static bool IsSet(YamlNode? before, YamlNode? after, IReadOnlyList<KeyStep> steps, YamlNode value) =>
        after is not null && Compare(before, after, steps, 0, value);

    /// <summary>Whether the new tree is the old one without the key, or with what a merge key gives in its place.</summary>
    internal static bool IsRemoved(YamlNode before, YamlNode? after, IReadOnlyList<KeyStep> steps, bool mayInherit) =>
        Compare(before, after ?? new YamlMap(1, 1, []), steps, 0, null, mayInherit);

    /// <summary>The value at a key; null when there is none.</summary>
    internal static YamlNode? At(YamlNode? node, IEnumerable<KeyStep> steps)
    {
        foreach (var step in steps)
        {
            node = node switch
            {
                YamlMap map when step.Name is { } name => map.Entries.FirstOrDefault(e => e.Key.Text.Trim() == name)?.Value,
                YamlList list when step.Name is null && step.Index < list.Items.Count => list.Items[step.Index],
                _ => null,
            };
        }

        return node;
    }

    /// <summary>A value with the parents that lead to it.</summary>
    internal static YamlNode Wrap(IEnumerable<KeyStep> steps, YamlNode value) => steps.Reverse().Aggregate(
        value, static (inner, step) => step.Name is { } name ? ValueNodes.Pair(name, inner) : ValueNodes.Single(inner));

    internal static bool Same(YamlNode? one, YamlNode? other) => (one, other) switch
    {
        (YamlScalar a, YamlScalar b) => a.Type == b.Type && (a.IsNull || a.Text == b.Text || (a.Type == YamlScalarType.Boolean && a.AsBoolean == b.AsBoolean)),
        (YamlList a, YamlList b) => SameItems(a.Items, b.Items),
        (YamlMap a, YamlMap b) => SameEntries(a.Entries, b.Entries),
        _ => false,
    };

    private static bool Compare(YamlNode? before, YamlNode after, IReadOnlyList<KeyStep> steps, int depth, YamlNode? value, bool mayInherit = false)
    {
        if (depth == steps.Count)
        {
            return Same(after, value);
        }

        if (before is null or { IsNull: true })
        {
            return value is not null && Same(after, Wrap(steps.Skip(depth), value));
        }

        return (before, after) switch
        {
            (YamlMap old, YamlMap now) => CompareMaps(old, now, steps, depth, value, mayInherit),
            (YamlList old, YamlList now) => CompareLists(old, now, steps, depth, value, mayInherit),
            _ => false,
        };
    }

    private static bool CompareMaps(YamlMap before, YamlMap after, IReadOnlyList<KeyStep> steps, int depth, YamlNode? value, bool mayInherit)
    {
        var name = steps[depth].Name;
        var (others, otherNow) = (Others(before, name), Others(after, name));
        if (!SameEntries(others, otherNow) || after.Entries.Count - otherNow.Count > 1)
        {
            return false;
        }

        var now = At(after, [steps[depth]]);
        return now is null || (value is null && depth == steps.Count - 1)
            ? value is null && depth == steps.Count - 1 && (now is null || mayInherit)
            : Compare(At(before, [steps[depth]]), now, steps, depth + 1, value, mayInherit);
    }

    private static bool CompareLists(YamlList before, YamlList after, IReadOnlyList<KeyStep> steps, int depth, YamlNode? value, bool mayInherit)
    {
        var index = steps[depth].Index;
        var (old, now) = (before.Items, after.Items);
        if (value is null && depth == steps.Count - 1)
        {
            return now.Count == old.Count - 1 && SameItems([.. old.Where((_, i) => i != index)], now);
        }

        return now.Count == Math.Max(old.Count, index + 1)
            && SameItems([.. old.Where((_, i) => i != index)], [.. now.Where((_, i) => i != index)])
            && Compare(index < old.Count ? old[index] : null, now[index], steps, depth + 1, value, mayInherit);
    }

    private static List<YamlEntry> Others(YamlMap map, string? name) => [.. map.Entries.Where(e => e.Key.Text.Trim() != name)];

    private static bool SameItems(IReadOnlyList<YamlNode> one, IReadOnlyList<YamlNode> other) =>
        one.Count == other.Count && one.Zip(other).All(static pair => Same(pair.First, pair.Second));

    private static bool SameEntries(IReadOnlyList<YamlEntry> one, IReadOnlyList<YamlEntry> other) =>
        one.Count == other.Count && one.Zip(other).All(static pair => pair.First.Key.Text == pair.Second.Key.Text && Same(pair.First.Value, pair.Second.Value));
}
