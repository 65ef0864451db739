using Missy.Configuration.Yaml;

namespace Missy.Configuration.Editing;

/// <summary>Adds what is not there yet: at the end of the deepest mapping or list that exists, with the parents that are missing.</summary>
internal sealed class Insertion
{
    private readonly string _text;
    private readonly Found _found;
    private readonly YamlNode _value;
    private readonly List<KeyStep> _missing;

    private Insertion(string text, Found found, YamlNode value)
    {
        (_text, _found, _value) = (text, found, value);
        _missing = [.. found.Missing];
        foreach (var step in _missing.Where(static s => s.Name is null).Skip(found.Last is TextList ? 1 : 0).Where(static s => s.Index > 0))
        {
            throw EditFailures.PastEnd(KeyPath.Show(found.Steps.TakeWhile(s => s != step)), 0);
        }
    }

    internal static IReadOnlyList<Splice> Make(string text, Found found, YamlNode value) => new Insertion(text, found, value).Make();

    private IReadOnlyList<Splice> Make() => _found.Last switch
    {
        null => [AtEnd()],
        TextMap { IsPair: true } => throw EditFailures.TooDifficult(_found.Key),
        TextMap { IsFlow: true } map => [InBraces(map, map.Entries.Count > 0 ? map.Entries[^1].Value.End : null, FlowEntry())],
        TextMap map => [AfterEntry(map)],
        TextList { IsFlow: true } list => [InBraces(list, list.Items.Count > 0 ? list.Items[^1].End : null, ValueWriter.Write(Wrapped(1), inFlow: true))],
        TextList list => [AfterItem(list)],
        _ => InNull((TextScalar)_found.Last),
    };

    private static Splice InBraces(TextNode braces, int? lastEnd, string added) =>
        lastEnd is { } end ? Splice.Insert(end, ", " + added) : Splice.Insert(braces.ContentStart + 1, added);

    private Splice AfterEntry(TextMap map)
    {
        var column = TextLines.Column(_text, map.Entries[0].Key.Start);
        var indent = new string(' ', column);
        return AfterLines(map, column, Lines(indent));
    }

    private Splice AfterItem(TextList list)
    {
        var dash = _text.AsSpan(0, list.Items[0].Start).LastIndexOf('-');
        var column = TextLines.Column(_text, dash);
        return AfterLines(list, column, [$"{new string(' ', column)}- {ValueWriter.Write(Wrapped(1), inFlow: false)}"]);
    }

    private Splice AfterLines(TextNode node, int column, IReadOnlyList<string> lines) =>
        At(node.FullEnd > node.End ? node.FullEnd : Comments(TextLines.Next(_text, node.End), column), lines);

    /// <summary>Behind the comments that go on with what is above: those further in, and settings that are commented out there.</summary>
    private int Comments(int at, int column)
    {
        while (at < _text.Length)
        {
            var line = _text.AsSpan(at, TextLines.End(_text, at) - at);
            var hash = line.IndexOf('#');
            if (hash < 0 || !line[..hash].Trim(" \t").IsEmpty)
            {
                break;
            }

            var gap = line[(hash + 1)..].Length - line[(hash + 1)..].TrimStart(' ').Length;
            if (hash <= column && (gap < 2 || hash + gap <= column))
            {
                break;
            }

            at = TextLines.Next(_text, at);
        }

        return at;
    }

    private IReadOnlyList<Splice> InNull(TextScalar empty)
    {
        if (_found.InFlow || _found.Missing.First().Name is null || (_found.Entry is null && _found.Parent is not null))
        {
            return Replacement.Make(_text, _found, Wrapped(0));
        }

        var column = _found.Entry is { } entry ? TextLines.Column(_text, entry.Key.Start) + Unit() : 0;
        var added = At(TextLines.Next(_text, empty.End), Lines(new string(' ', column)));
        return empty.IsEmpty ? [added] : [Splice.Delete(empty.ContentStart, empty.End), added];
    }

    /// <summary>In a text that holds comments at most.</summary>
    private Splice AtEnd() => At(_text.Length, Lines(""));

    /// <summary>New lines before the line at a place. Where the text ends without a break, it still does.</summary>
    private Splice At(int at, IReadOnlyList<string> lines)
    {
        var breaks = TextLines.BreakNear(_text, at);
        var open = at == _text.Length && at > 0 && _text[^1] is not ('\r' or '\n');
        return Splice.Insert(at, open ? breaks + string.Join(breaks, lines) : string.Concat(lines.Select(l => l + breaks)));
    }

    /// <summary>The missing names one a line, and the value on the last.</summary>
    private List<string> Lines(string indent)
    {
        var lines = new List<string>();
        var unit = new string(' ', Unit());
        for (var i = 0; i < _missing.Count; i++)
        {
            var last = i == _missing.Count - 1 || _missing[i + 1].Name is null;
            var value = last ? " " + ValueWriter.Write(Wrapped(i + 1), inFlow: false) : "";
            lines.Add($"{indent}{ValueWriter.Key(_missing[i].Name!, inFlow: false)}:{value}");
            indent += unit;
            if (last)
            {
                break;
            }
        }

        return lines;
    }

    private string FlowEntry() =>
        $"{ValueWriter.Key(_missing[0].Name!, inFlow: true)}: {ValueWriter.Write(Wrapped(1), inFlow: true)}";

    /// <summary>The value inside the missing parents from one of the steps on.</summary>
    private YamlNode Wrapped(int from) => TreeCheck.Wrap(_missing.Skip(from), _value);

    /// <summary>How far the file indents.</summary>
    private int Unit()
    {
        var root = _found.Chain.Count > 0 ? _found.Chain[0] as TextMap : null;
        foreach (var entry in root is { IsFlow: false } ? root.Entries : [])
        {
            if (entry.Value is TextMap { IsFlow: false } below)
            {
                return Math.Max(1, TextLines.Column(_text, below.Entries[0].Key.Start) - TextLines.Column(_text, entry.Key.Start));
            }
        }

        return 2;
    }
}
