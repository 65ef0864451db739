namespace Missy.Configuration.Editing;

/// <summary>Takes an entry out: its lines with the comment behind it. A mapping or list that becomes empty stays as {} or [].</summary>
internal static class Removal
{
    internal static IReadOnlyList<Splice> Make(string text, Found found)
    {
        var last = found.Last!;
        return found.Parent switch
        {
            TextMap { IsPair: true } => throw EditFailures.TooDifficult(found.Key),
            TextMap { IsFlow: true } map => InBraces(text, map, [.. map.Entries.Select(static e => (e.Key.Start, e.Value.End))], map.Entries.ToList().IndexOf(found.Entry!)),
            TextList { IsFlow: true } list => InBraces(text, list, [.. list.Items.Select(static i => (i.Start, i.End))], list.Items.ToList().IndexOf(last)),
            TextMap map => Lines(text, found, [.. map.Entries.Select(static e => e.Key.Start)], map.Entries.ToList().IndexOf(found.Entry!), "{}"),
            TextList list => Lines(text, found, [.. list.Items.Select(i => Dash(text, i))], list.Items.ToList().IndexOf(last), "[]"),
            _ => throw EditFailures.TooDifficult(found.Key),
        };
    }

    private static int Dash(string text, TextNode item) => text.AsSpan(0, item.Start).LastIndexOf('-');

    private static IReadOnlyList<Splice> InBraces(string text, TextNode braces, IReadOnlyList<(int Start, int End)> parts, int index)
    {
        if (parts.Count == 1)
        {
            return [Splice.Delete(braces.ContentStart + 1, braces.End - 1)];
        }

        if (index < parts.Count - 1)
        {
            // What stands on lines of its own before the next part belongs to that one.
            var line = TextLines.Next(text, text.IndexOf(',', parts[index].End));
            return [Splice.Delete(parts[index].Start, Math.Min(line, parts[index + 1].Start))];
        }

        // Comments and line breaks between the two stay.
        var comma = text.IndexOf(',', parts[index - 1].End);
        var between = text[(comma + 1)..parts[index].Start];
        return between.Trim().Length == 0 && !between.AsSpan().ContainsAny('\r', '\n')
            ? [Splice.Delete(comma, parts[index].End)]
            : [Splice.Delete(comma, comma + 1), Splice.Delete(parts[index].Start, parts[index].End)];
    }

    private static IReadOnlyList<Splice> Lines(string text, Found found, IReadOnlyList<int> starts, int index, string nothing)
    {
        var start = starts[index];
        var end = found.Last!.FullEnd > found.Last.End ? found.Last.FullEnd : TextLines.Next(text, found.Last.End);
        if (starts.Count == 1 && found.Chain.Count > 2)
        {
            return Emptied(text, found, start, end, nothing);
        }

        return IsFirstInLine(text, start) ? [WholeLines(text, start, end)] : [Splice.Delete(start, index + 1 < starts.Count ? starts[index + 1] : end)];
    }

    /// <summary>Leaves the braces where the mapping stood; comments in it stay below.</summary>
    private static IReadOnlyList<Splice> Emptied(string text, Found found, int start, int end, string nothing)
    {
        if (!IsFirstInLine(text, start))
        {
            return [new Splice(start, found.Last!.End - start, nothing)];
        }

        var parent = found with { Chain = [.. found.Chain.SkipLast(1)], Entry = ParentEntry(found) };
        return [Splice.Insert(Replacement.Attachment(text, parent), " " + nothing), WholeLines(text, start, end)];
    }

    private static TextEntry? ParentEntry(Found found) =>
        found.Chain[^3] is TextMap map ? map.Entries.First(e => e.Value == found.Chain[^2]) : null;

    private static Splice WholeLines(string text, int start, int end)
    {
        start = TextLines.Start(text, start);
        if (end == text.Length && text[^1] is not ('\r' or '\n') && start > 0)
        {
            // The text ended without a break, and still does.
            start = text[start - 1] == '\n' && start > 1 && text[start - 2] == '\r' ? start - 2 : start - 1;
        }

        return Splice.Delete(start, end);
    }

    private static bool IsFirstInLine(string text, int at) =>
        text.AsSpan(TextLines.Start(text, at), TextLines.Column(text, at)).Trim(' ').IsEmpty;
}
