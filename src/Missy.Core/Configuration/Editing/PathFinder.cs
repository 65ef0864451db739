using Missy.Configuration.Schema;

namespace Missy.Configuration.Editing;

/// <summary>
/// Follows a key through a text. Names of providers, aliases and headers match in any case; a name with dots is found without
/// quotes, the longest that exists first.
/// </summary>
internal sealed class PathFinder
{
    private readonly string _text;
    private readonly IReadOnlyList<KeyStep> _wanted;
    private readonly List<KeyStep> _steps = [];
    private readonly List<TextNode> _chain = [];
    private Kind? _kind = FieldFinder.Root;
    private TextEntry? _entry;

    private PathFinder(string text, IReadOnlyList<KeyStep> wanted) => (_text, _wanted) = (text, wanted);

    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: the way leads through an alias, a value without parts, or a name that is there twice.</exception>
    internal static Found Find(string text, TextNode? root, IReadOnlyList<KeyStep> wanted) => new PathFinder(text, wanted).Find(root);

    private Found Find(TextNode? node)
    {
        var next = 0;
        while (node is not null)
        {
            _chain.Add(node);
            if (next == _wanted.Count || Child(node, ref next) is not { } child)
            {
                break;
            }

            node = child;
        }

        var depth = _steps.Count;
        _steps.AddRange(New(next));
        return new Found(_steps, _chain, depth, _entry);
    }

    private TextNode? Child(TextNode node, ref int next) => node switch
    {
        TextMap map => Value(map, ref next),
        TextList list => Item(list, ref next),
        TextAlias alias => throw EditFailures.InsideAlias(Here(), alias.Name, Line(alias)),
        TextScalar { IsNull: true } => null,
        _ => throw EditFailures.NotMapping(Here(), "a single value"),
    };

    private TextNode? Value(TextMap map, ref int next)
    {
        if (_wanted[next].Name is null)
        {
            throw EditFailures.NotList(Here());
        }

        for (var count = Names(next); count > 0; count--)
        {
            var name = Join(next, count);
            if (Match(map, name) is { } entry)
            {
                var step = new KeyStep(entry.Key.Text.Trim());
                _steps.Add(step);
                _kind = _kind is null ? null : FieldFinder.Step(_kind, step);
                _entry = entry;
                next += count;
                return entry.Value;
            }
        }

        return null;
    }

    private TextNode? Item(TextList list, ref int next)
    {
        if (_wanted[next].Name is not null)
        {
            throw EditFailures.NotMapping(Here(), "a list");
        }

        var index = _wanted[next].Index;
        if (index > list.Items.Count)
        {
            throw EditFailures.PastEnd(Here(), list.Items.Count);
        }

        if (index == list.Items.Count)
        {
            return null;
        }

        _steps.Add(_wanted[next++]);
        _kind = _kind is null ? null : FieldFinder.Step(_kind, _steps[^1]);
        _entry = null;
        return list.Items[index];
    }

    private TextEntry? Match(TextMap map, string name)
    {
        var field = _kind is null ? null : FieldFinder.Field(_kind, name);
        var comparison = _kind?.Entries is null or FreeKind ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        var found = map.Entries
            .Where(e => !e.Key.IsMergeKey && e.Key.Text.Trim() is var key && (key.Equals(name, comparison) || (field is not null && (key == field.Name || key == field.OtherName))))
            .ToList();
        return found.Count < 2
            ? found.FirstOrDefault()
            : throw EditFailures.Duplicate(KeyPath.Show([.. _steps, new KeyStep(name)]), Line(found[0].Key), Line(found[1].Key));
    }

    /// <summary>The steps that do not exist yet. Where the user makes the names up, one takes as many words as leave a known key.</summary>
    private IEnumerable<KeyStep> New(int next)
    {
        while (next < _wanted.Count)
        {
            var count = 1;
            if (_kind?.Entries is { } below and not FreeKind && _wanted[next].Name is not null)
            {
                count = Enumerable.Range(1, Names(next)).Reverse().FirstOrDefault(
                    n => !IsWhole(next + n) && FieldFinder.Find(below, _wanted.Skip(next + n)) is not null && !IsKnownBelow(below, next, n), 1);
            }

            var step = count == 1 ? _wanted[next] : new KeyStep(Join(next, count));
            _kind = _kind is null ? null : FieldFinder.Step(_kind, step);
            next += count;
            yield return step;
        }
    }

    /// <summary>Whether nothing is left but the name of a provider: then a last word that is no key is rather a slip.</summary>
    private bool IsWhole(int next) => next == _wanted.Count && _kind is ProvidersKind;

    /// <summary>Whether the last words that a name would take are a key of what it names.</summary>
    private bool IsKnownBelow(Kind below, int next, int count) =>
        Enumerable.Range(1, count - 1).Any(n => FieldFinder.Find(below, _wanted.Skip(next + n)) is not null);

    /// <summary>How many steps from here on could be one name with dots.</summary>
    private int Names(int next) => _wanted[next].IsQuoted
        ? 1
        : _wanted.Skip(next).TakeWhile(static s => s is { Name: not null, IsQuoted: false }).Count();

    private string Join(int next, int count) => string.Join('.', _wanted.Skip(next).Take(count).Select(static s => s.Name));

    private string Here() => _steps.Count == 0 ? "The file" : KeyPath.Show(_steps);

    private int Line(TextNode node) => TextLines.Number(_text, node.Start);
}
