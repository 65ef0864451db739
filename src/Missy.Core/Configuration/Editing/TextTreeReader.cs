using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Missy.Configuration.Editing;

/// <summary>Finds the places of everything in a text that <see cref="Yaml.YamlReader"/> has accepted, so without checks of its own.</summary>
internal sealed class TextTreeReader
{
    private readonly string _text;
    private readonly Parser _parser;

    private TextTreeReader(string text)
    {
        _text = text;
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>The root; null when the text holds no document.</summary>
    internal static TextNode? Read(string text)
    {
        var reader = new TextTreeReader(text);
        reader._parser.MoveNext();
        reader._parser.MoveNext();
        if (reader._parser.Current is not DocumentStart)
        {
            return null;
        }

        reader._parser.MoveNext();
        return reader.Node();
    }

    private TextNode Node() => _parser.Current switch
    {
        Scalar scalar => Leaf(scalar),
        AnchorAlias alias => Alias(alias),
        SequenceStart list => List(list),
        _ => Map((MappingStart)_parser.Current!),
    };

    private TextAlias Alias(AnchorAlias alias)
    {
        var start = Index(alias.Start);
        return new TextAlias { Start = start, PropertiesEnd = start, ContentStart = start, End = Index(alias.End), Name = alias.Value.Value };
    }

    private TextScalar Leaf(Scalar scalar)
    {
        var (start, full) = (Index(scalar.Start), Index(scalar.End));
        var properties = AfterProperties(scalar, start);
        var block = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded;
        var empty = scalar is { Style: ScalarStyle.Plain, Value: "" };
        var content = empty ? properties : SkipToContent(properties);

        // The mark of a block scalar's end stands behind the blank lines that follow, which are a part of it only when it keeps them.
        var end = empty ? content : block ? content + _text.AsSpan(content, full - content).TrimEnd(" \t\r\n").Length : full;
        var keeps = block && _text.AsSpan(content, Math.Min(3, full - content)).Contains('+');
        return new TextScalar
        {
            Start = start,
            PropertiesEnd = properties,
            ContentStart = content,
            End = end,
            KeptEnd = keeps ? full : end,
            Anchor = AnchorOf(scalar),
            HasTag = !scalar.Tag.IsEmpty,
            Text = scalar.Value,
            Style = scalar.Style,
        };
    }

    private TextList List(SequenceStart start)
    {
        var items = new List<TextNode>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            items.Add(Node());
        }

        var flow = start.Style == SequenceStyle.Flow;
        var begin = Index(start.Start);
        var properties = AfterProperties(start, begin);
        return new TextList
        {
            Start = begin,
            PropertiesEnd = properties,
            ContentStart = SkipToContent(properties),
            End = flow ? Index(_parser.Current!.Start) + 1 : items[^1].End,
            Anchor = AnchorOf(start),
            HasTag = !start.Tag.IsEmpty,
            IsFlow = flow,
            Items = items,
        };
    }

    private TextMap Map(MappingStart start)
    {
        var entries = new List<TextEntry>();
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var key = Node() as TextScalar ?? throw EditFailures.AliasAsKey(TextLines.Number(_text, Index(_parser.Current!.Start)));
            _parser.MoveNext();
            entries.Add(new TextEntry(key, Node()));
        }

        var flow = start.Style == MappingStyle.Flow;
        var begin = Index(start.Start);
        var properties = AfterProperties(start, begin);
        var content = SkipToContent(properties);

        // The parser tells no place for a pair in a list without braces.
        var pair = flow && entries is [var first, ..] && (content >= first.Key.Start || _text[content] != '{');
        return new TextMap
        {
            Start = pair ? entries[0].Key.Start : begin,
            PropertiesEnd = pair ? entries[0].Key.Start : properties,
            ContentStart = pair ? entries[0].Key.Start : content,
            End = pair || !flow ? entries[^1].Value.End : Index(_parser.Current!.Start) + 1,
            Anchor = AnchorOf(start),
            HasTag = !start.Tag.IsEmpty,
            IsFlow = flow,
            IsPair = pair,
            Entries = entries,
        };
    }

    /// <summary>The place after the anchor and the tag.</summary>
    private int AfterProperties(NodeEvent node, int start)
    {
        var properties = (node.Anchor.IsEmpty ? 0 : 1) + (node.Tag.IsEmpty ? 0 : 1);
        var at = start;
        for (; properties > 0; properties--)
        {
            at = SkipToContent(at);
            while (at < _text.Length && !char.IsWhiteSpace(_text[at]) && _text[at] is not (',' or ']' or '}'))
            {
                at++;
            }
        }

        return at;
    }

    /// <summary>The next place that is neither white space nor in a comment.</summary>
    private int SkipToContent(int at)
    {
        while (at < _text.Length && (char.IsWhiteSpace(_text[at]) || _text[at] == '#'))
        {
            at = _text[at] == '#' ? TextLines.End(_text, at) : at + 1;
        }

        return at;
    }

    private static string? AnchorOf(NodeEvent node) => node.Anchor.IsEmpty ? null : node.Anchor.Value;

    // The marks of what is missing at the end may lie behind it.
    private int Index(in Mark mark) => (int)Math.Min(mark.Index, _text.Length);
}
