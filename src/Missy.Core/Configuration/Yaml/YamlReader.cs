using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Missy.Configuration.Yaml;

/// <summary>
/// Builds the tree of one YAML document from parser events. Anchors, aliases and merge keys work within
/// <see cref="YamlLimits"/>; tags other than <c>!!str</c> and further documents are refused.
/// </summary>
internal sealed class YamlReader
{
    private const string TextTag = "tag:yaml.org,2002:str";

    private readonly Parser _parser;
    private readonly Dictionary<string, YamlNode> _anchors = [];
    private int _expanded;

    private YamlReader(string text) =>
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));

    /// <summary>The root of the document; null when the text holds nothing but white space and comments.</summary>
    /// <exception cref="YamlProblem">The text is not YAML, or uses what a configuration may not use.</exception>
    internal static YamlNode? Read(string text)
    {
        var reader = new YamlReader(text);
        try
        {
            return reader.ReadStream();
        }
        catch (YamlException e)
        {
            throw YamlSyntax.Explain(text, e, reader._parser.Current);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // The scanner's own checks of odd anchors, tags and directives surface as these.
            throw YamlSyntax.Unexplained(reader._parser.Current);
        }
    }

    private YamlNode? ReadStream()
    {
        _parser.MoveNext();
        _parser.MoveNext();
        if (_parser.Current is not DocumentStart)
        {
            return null;
        }

        _parser.MoveNext();
        var root = ReadNode(1);
        while (_parser.MoveNext())
        {
            if (_parser.Current is DocumentStart)
            {
                throw Refuse(_parser.Current, "The file holds more than one document.", "Keep one document and remove the line --- that starts the next.");
            }
        }

        return root;
    }

    private YamlNode ReadNode(int depth)
    {
        var start = _parser.Current ?? throw new InvalidOperationException();
        YamlNode node = start switch
        {
            Scalar scalar => Leaf(scalar),
            SequenceStart => List(start, depth),
            MappingStart => Map(start, depth),
            AnchorAlias alias => Follow(alias, depth),
            _ => throw new InvalidOperationException(),
        };
        if (start is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            // Known only once complete, so that no node can hold itself.
            _anchors[anchored.Anchor.Value] = node;
        }

        return node;
    }

    private static YamlScalar Leaf(Scalar scalar)
    {
        var text = IsTag(scalar, TextTag);
        if (!text)
        {
            RefuseTag(scalar);
        }

        if (!IsUnicode(scalar.Value))
        {
            throw Refuse(scalar, "A value holds half of a surrogate pair.", "Write the whole character, or its \\U escape.");
        }

        var (line, column) = YamlSyntax.Place(scalar.Start);
        return new YamlScalar(line, column, scalar.Value, !text && scalar.Style == ScalarStyle.Plain);
    }

    private YamlList List(ParsingEvent start, int depth)
    {
        Enter((NodeEvent)start, depth);
        var items = new List<YamlNode>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode(depth + 1));
        }

        var (line, column) = YamlSyntax.Place(start.Start);
        return new YamlList(line, column, items);
    }

    private YamlMap Map(ParsingEvent start, int depth)
    {
        Enter((NodeEvent)start, depth);
        var entries = new List<YamlEntry>();
        List<YamlEntry>? merged = null;
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var at = _parser.Current!;
            if (ReadNode(depth + 1) is not YamlScalar key)
            {
                throw Refuse(at, "A key is a list or a mapping.", "Write a plain name before the colon.");
            }

            _parser.MoveNext();
            var value = ReadNode(depth + 1);
            if (key is { IsPlain: true, Text: "<<" })
            {
                (merged ??= []).AddRange(Merge(at, value));
            }
            else
            {
                entries.Add(new(key, value));
            }
        }

        if (merged is not null)
        {
            // What is written here wins over what is merged in, and an earlier merge over a later one.
            var names = entries.Select(static e => e.Key.Text).ToHashSet(StringComparer.Ordinal);
            entries.AddRange(merged.Where(e => names.Add(e.Key.Text)));
        }

        var (line, column) = YamlSyntax.Place(start.Start);
        return new YamlMap(line, column, entries);
    }

    private static IEnumerable<YamlEntry> Merge(ParsingEvent at, YamlNode value) => value switch
    {
        YamlMap map => map.Entries,
        YamlList list when list.Items.All(static i => i is YamlMap) => list.Items.SelectMany(static i => ((YamlMap)i).Entries),
        _ => throw Refuse(at, "A merge key does not stand before a mapping.", "Write <<: *NAME, where &NAME marks a mapping further up."),
    };

    private YamlNode Follow(AnchorAlias alias, int depth)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var node))
        {
            throw Refuse(alias, "An alias refers to nothing.", "Mark the value that it stands for with & and the same name, further up; quote text that starts with an asterisk.");
        }

        _expanded += node.Weight;
        if (_expanded > YamlLimits.ExpandedNodes)
        {
            throw Refuse(alias, FormattableString.Invariant($"The aliases stand for more than {YamlLimits.ExpandedNodes} values."), "Write fewer aliases, or alias smaller parts.");
        }

        return depth - 1 + node.Depth > YamlLimits.Depth ? throw TooDeep(alias) : node;
    }

    private static void Enter(NodeEvent start, int depth)
    {
        RefuseTag(start);
        if (depth > YamlLimits.Depth)
        {
            throw TooDeep(start);
        }
    }

    private static void RefuseTag(NodeEvent node)
    {
        if (!node.Tag.IsEmpty)
        {
            throw Refuse(node, "A value has a tag.", "Remove the word that starts with an exclamation mark, or quote text that starts with one.");
        }
    }

    /// <summary>Whether the text can be written as UTF-8, as it will have to be.</summary>
    private static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }

    private static bool IsTag(NodeEvent node, string tag) =>
        !node.Tag.IsEmpty && !node.Tag.IsNonSpecific && node.Tag.Value == tag;

    private static YamlProblem TooDeep(ParsingEvent at) =>
        Refuse(at, FormattableString.Invariant($"Values are nested more than {YamlLimits.Depth} levels deep."), "Flatten the file; no setting needs so many levels.");

    private static YamlProblem Refuse(ParsingEvent at, string message, string remedy)
    {
        var (line, column) = YamlSyntax.Place(at.Start);
        return new(line, column, DiagnosticCodes.YamlNotSupported, message, remedy);
    }
}
