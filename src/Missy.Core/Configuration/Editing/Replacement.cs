using Missy.Configuration.Yaml;

namespace Missy.Configuration.Editing;

/// <summary>Puts a value into the place of another. The old one's anchor and comments beside it stay.</summary>
internal static class Replacement
{
    /// <param name="text">The text.</param>
    /// <param name="found">Where the old value is.</param>
    /// <param name="value">The new value.</param>
    internal static IReadOnlyList<Splice> Make(string text, Found found, YamlNode value) => found.Last switch
    {
        TextAlias alias => [new Splice(alias.Start, alias.End - alias.Start, ValueWriter.Write(value, found.InFlow))],
        TextScalar { IsEmpty: true } empty => [Fill(text, found, empty, value)],
        TextScalar { IsBlock: true } block => Block(text, found, block, ValueWriter.Write(value, found.InFlow)),
        TextScalar scalar => [Exchange(scalar, ValueWriter.Write(value, found.InFlow, scalar.Style))],
        TextMap { IsFlow: false } or TextList { IsFlow: false } => Lines(text, found, ValueWriter.Write(value, found.InFlow)),
        _ => [new Splice(found.Last!.ContentStart, found.Last.End - found.Last.ContentStart, ValueWriter.Write(value, found.InFlow))],
    };

    /// <summary>Where a value goes that stands right behind its key or dash: after the anchor, if there is one.</summary>
    internal static int Attachment(string text, Found found)
    {
        var node = found.Last!;
        return node.PropertiesEnd > node.Start ? node.PropertiesEnd
            : found.Entry is { } entry ? text.IndexOf(':', entry.Key.End) + 1
            : text.AsSpan(0, node.Start).LastIndexOf('-') + 1;
    }

    private static Splice Exchange(TextScalar scalar, string written)
    {
        // A tag says what the old value is, so it goes with it.
        return scalar.HasTag
            ? new Splice(scalar.Start, scalar.End - scalar.Start, Anchored(scalar, written))
            : new Splice(scalar.ContentStart, scalar.End - scalar.ContentStart, written);
    }

    private static Splice Fill(string text, Found found, TextScalar empty, YamlNode value)
    {
        var written = ValueWriter.Write(value, found.InFlow);
        if (empty.HasTag)
        {
            return new Splice(empty.Start, empty.End - empty.Start, Anchored(empty, written));
        }

        var at = empty.ContentStart;
        var colon = found.Entry is { } entry && !text.AsSpan(entry.Key.End, at - entry.Key.End).Contains(':') ? ":" : "";
        var space = colon.Length > 0 || (at > 0 && !char.IsWhiteSpace(text[at - 1])) ? " " : "";
        return Splice.Insert(at, colon + space + written);
    }

    /// <summary>Replaces the | or > and the lines below it; a comment behind the | stays.</summary>
    private static List<Splice> Block(string text, Found found, TextScalar block, string written)
    {
        var header = block.ContentStart;
        while (header < text.Length && !char.IsWhiteSpace(text[header]))
        {
            header++;
        }

        var start = block.HasTag ? block.Start : block.ContentStart;
        var lineEnd = TextLines.End(text, header);
        var splices = new List<Splice> { new(start, header - start, block.HasTag ? Anchored(block, written) : written) };
        if (block.End > lineEnd)
        {
            splices.Add(Splice.Delete(lineEnd, block.End));
        }

        return splices;
    }

    /// <summary>Replaces the lines of a list or mapping; what stands in them goes with them, a comment behind the key stays.</summary>
    private static IReadOnlyList<Splice> Lines(string text, Found found, string written)
    {
        var node = found.Last!;
        var lastLine = TextLines.End(text, node.End);
        if (found.Parent is null)
        {
            return [new Splice(node.ContentStart, lastLine - node.ContentStart, written)];
        }

        var at = Attachment(text, found);
        var lineEnd = TextLines.End(text, at);
        return lineEnd > node.ContentStart
            ? [new Splice(node.ContentStart, lastLine - node.ContentStart, written)]
            : [Splice.Insert(at, " " + written), Splice.Delete(lineEnd, lastLine)];
    }

    private static string Anchored(TextNode node, string written) => node.Anchor is { } anchor ? $"&{anchor} {written}" : written;
}
