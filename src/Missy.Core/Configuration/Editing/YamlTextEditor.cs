using Missy.Configuration.Yaml;

namespace Missy.Configuration.Editing;

/// <summary>
/// Changes one value in a YAML text, and no other character: comments, order, quotes, indentation and line breaks stay.
/// </summary>
/// <remarks>
/// A value that is an alias is replaced where it stands. What only a merge key brings is written into the mapping that was
/// named, so that it wins there. What stands inside an alias, or would change where an alias of it stands, is refused.
/// Every edit is read again before it is given out, and refused when anything else than the key has another value.
/// </remarks>
internal static class YamlTextEditor
{
    private const string Mark = "\uFEFF";

    /// <summary>Gives a key a value, which may be the first it has.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the key cannot be changed alone.</exception>
    /// <exception cref="YamlProblem">The text is not YAML that a configuration may use.</exception>
    internal static TextEdit Set(string text, IReadOnlyList<KeyStep> key, YamlNode value)
    {
        var (mark, body) = Split(text);
        var (before, found) = Find(body, key);
        var old = TreeCheck.At(before, found.Steps);
        if (old is not null && TreeCheck.Same(old, value))
        {
            return new TextEdit(text, found.Steps, old, old, LineOf(body, found), Changed: false);
        }

        var splices = found.Exists ? Replacement.Make(body, found, value) : Insertion.Make(body, found, value);
        var (edited, after) = Apply(body, splices, found);
        return TreeCheck.IsSet(before, after, found.Steps, value)
            ? new TextEdit(mark + edited, found.Steps, old, value, NewLine(edited, splices, found), Changed: true)
            : throw Refuse(body, found);
    }

    /// <summary>Takes a key out; nothing changes when it is not there.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the key cannot be removed alone.</exception>
    /// <exception cref="YamlProblem">The text is not YAML that a configuration may use.</exception>
    internal static TextEdit Remove(string text, IReadOnlyList<KeyStep> key)
    {
        var (mark, body) = Split(text);
        var (before, found) = Find(body, key);
        var old = TreeCheck.At(before, found.Steps);
        if (!found.Exists)
        {
            return old is null
                ? new TextEdit(text, found.Steps, null, null, 1, Changed: false)
                : throw EditFailures.Inherited(found.Key);
        }

        var splices = Removal.Make(body, found);
        var (edited, after) = Apply(body, splices, found);
        var inherits = found.Parent is TextMap { HasMerge: true };
        return TreeCheck.IsRemoved(before!, after, found.Steps, inherits)
            ? new TextEdit(mark + edited, found.Steps, old, null, TextLines.Number(body, splices[0].Start), Changed: true)
            : throw Refuse(body, found);
    }

    private static (string Mark, string Body) Split(string text) =>
        text.StartsWith(Mark, StringComparison.Ordinal) ? (Mark, text[Mark.Length..]) : ("", text);

    private static (YamlNode? Tree, Found Found) Find(string body, IReadOnlyList<KeyStep> key)
    {
        var tree = YamlReader.Read(body);
        return (tree, PathFinder.Find(body, TextTreeReader.Read(body), key));
    }

    private static (string Text, YamlNode? Tree) Apply(string body, IReadOnlyList<Splice> splices, Found found)
    {
        var edited = Splice.Apply(body, splices);
        try
        {
            return (edited, YamlReader.Read(edited));
        }
        catch (YamlProblem)
        {
            throw Refuse(body, found);
        }
    }

    private static int LineOf(string body, Found found) => TextLines.Number(body, found.Last?.Start ?? 0);

    /// <summary>The line of the new value: a replaced one is the first change, an added one the end of the last.</summary>
    private static int NewLine(string edited, IReadOnlyList<Splice> splices, Found found)
    {
        if (found.Exists)
        {
            return TextLines.Number(edited, splices[0].Start);
        }

        var last = splices[^1];
        var moved = splices.SkipLast(1).Sum(static s => s.Text.Length - s.Length);
        return TextLines.Number(edited, last.Start + moved + last.Text.AsSpan().TrimEnd("\r\n").Length);
    }

    /// <summary>The reason that is most likely: an anchor on the way that somebody else uses, or a merge key.</summary>
    private static MissyException Refuse(string body, Found found)
    {
        List<TextAlias> uses = found.Chain is [var root, ..] ? [.. Uses(root)] : [];
        for (var i = 0; i < found.Chain.Count; i++)
        {
            var inside = Anchors(found.Chain[i], whole: i == found.Chain.Count - 1);
            if (uses.FirstOrDefault(use => inside.Contains(use.Name)) is { } use)
            {
                return EditFailures.Shared(KeyPath.Show(found.Steps.Take(i)), use.Name, TextLines.Number(body, use.Start));
            }
        }

        return found.Last is TextMap { HasMerge: true } ? EditFailures.Inherited(found.Key) : EditFailures.TooDifficult(found.Key);
    }

    private static IEnumerable<TextAlias> Uses(TextNode? node) => node switch
    {
        TextAlias alias => [alias],
        TextMap map => map.Entries.SelectMany(static e => Uses(e.Value)),
        TextList list => list.Items.SelectMany(Uses),
        _ => [],
    };

    private static IEnumerable<string> Anchors(TextNode node, bool whole)
    {
        IEnumerable<string> own = node.Anchor is { } anchor ? [anchor] : [];
        return !whole ? own : node switch
        {
            TextMap map => own.Concat(map.Entries.SelectMany(static e => Anchors(e.Value, whole: true))),
            TextList list => own.Concat(list.Items.SelectMany(static i => Anchors(i, whole: true))),
            _ => own,
        };
    }
}
