using Missy.Configuration.Editing;
using Missy.Configuration.Yaml;

namespace Missy.Tests.Configuration.Editing;

/// <summary>Every value of every file of the corpus is changed: nothing else may.</summary>
public sealed class TextFuzzTests
{
    private static readonly object?[] Values =
    [
        "x", "it's", "a: b", "- a", "#", "two\nlines", "[1, 2]", "{a: b}", "12", "true", "null", "", " ", "größe 😀", "a,b", "*x", "&x", "!x", "%x", "@x", "`x", "\"q\"", "\\", "x:", "? x", "$KEY",
        "${KEY}", "secret://Vault/Name", "cmd:op read 'x'", "--- x", "...", "~", "<<", "\u0085\u2028\uFEFF", "0x10", "1e3", ".inf", "off", "=", "|", ">",
        12, -1.5, true, false, null, 1e300, new[] { "a", "b, c" }, Array.Empty<string>(),
        new Dictionary<string, object?> { ["a b"] = 1, ["c: d"] = new[] { "{", "}" }, ["e"] = null },
    ];

    public static TheoryData<string> Names => new(TextCorpus.Files.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_value_can_be_changed_and_nothing_else_changes(string name)
    {
        var text = TextCorpus.Files[name];
        var (tree, keys) = (Read(text), Keys(Read(text)!, []).ToList());
        var random = new Random(name.Length);
        var done = 0;
        foreach (var key in keys)
        {
            foreach (var value in Values.OrderBy(_ => random.Next()).Take(12))
            {
                var node = ValueNodes.From(value);
                if (Edit(() => YamlTextEditor.Set(text, key, node)) is { } edit)
                {
                    Check(text, tree!, edit, TreeCheck.At(Read(edit.Text), edit.Steps), node);
                    done++;
                }
            }
        }

        Assert.True(done >= keys.Count * 12 * (name is "anchors" or "duplicates" ? 0.3 : 0.95), $"Only {done} edits of {keys.Count * 12} were made.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_value_can_be_removed_and_nothing_else_goes(string name)
    {
        var text = TextCorpus.Files[name];
        var keys = Keys(Read(text)!, []).ToList();
        var refused = new List<string>();
        var done = 0;
        foreach (var key in keys)
        {
            if (Edit(() => YamlTextEditor.Remove(text, key)) is { } edit)
            {
                CheckGone(text, edit.Text, key);
                done++;
            }
            else
            {
                refused.Add(KeyPath.Show(key));
            }
        }

        Assert.True(done >= keys.Count * (name is "anchors" or "duplicates" ? 0.3 : 0.9), $"Only {done} of {keys.Count} were removed: all but {string.Join(" ", refused)}.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_key_can_be_added_everywhere_and_is_taken_out_again_without_a_trace(string name)
    {
        var text = TextCorpus.Files[name];
        foreach (var key in Keys(Read(text)!, []).Where(k => k[^1].Name is not null).Select(k => (IReadOnlyList<KeyStep>)[.. k.SkipLast(1), new KeyStep("added", IsQuoted: true)]).DistinctBy(KeyPath.Show))
        {
            if (Edit(() => YamlTextEditor.Set(text, key, ValueNodes.Text("new"))) is not { } edit)
            {
                Assert.Contains(name, (string[])["anchors", "duplicates", "mixed breaks"]);
                continue;
            }

            Assert.Contains("added: new", edit.Text, StringComparison.Ordinal);
            Assert.Equal(text, edit.Text.Remove(Prefix(text, edit.Text), edit.Text.Length - text.Length));
            Assert.Equal(text, YamlTextEditor.Remove(edit.Text, key).Text);
        }
    }

    [Fact]
    public void Random_texts_are_edited_whole_or_refused()
    {
        var random = new Random(4711);
        string[] pieces = ["a", "b", ": ", ":", "- ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", ", ", "'", "\"", "|\n", "# c", " ", "&x ", "*x", "1", "watch", "\r\n", "? ", "!!str ", "<<: "];
        for (var i = 0; i < 4000; i++)
        {
            var text = "watch: true # c\n" + string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                var edit = YamlTextEditor.Set(text, [new KeyStep("watch")], ValueNodes.From(false));
                Assert.Equal("watch: false" + text["watch: true".Length..], edit.Text);
            }
            catch (Exception exception) when (exception is YamlProblem or MissyException)
            {
                // Refused: not YAML, or there twice.
            }
        }
    }

    /// <summary>What is before the value and behind it is as it was, and the value is read back.</summary>
    private static void Check(string text, YamlNode before, TextEdit edit, YamlNode? now, YamlNode wanted)
    {
        Assert.True(TreeCheck.Same(now, wanted), edit.Text);
        Assert.Equal(TreeCheck.Same(TreeCheck.At(before, edit.Steps), wanted), !edit.Changed);
        var (prefix, suffix) = (Prefix(text, edit.Text), Suffix(text, edit.Text));
        var (start, end) = Span(text, edit.Steps);
        Assert.True(prefix >= Math.Min(start, Math.Min(text.Length, edit.Text.Length)), $"Before the value: {edit.Text}");
        Assert.True(text.Length - suffix <= end, $"Behind the value: {edit.Text}");
    }

    /// <summary>From the character after the key or dash to the end of the value's last line.</summary>
    private static (int Start, int End) Span(string text, IReadOnlyList<KeyStep> steps)
    {
        var offset = text.StartsWith('\uFEFF') ? 1 : 0;
        var found = PathFinder.Find(text[offset..], TextTreeReader.Read(text[offset..]), steps);
        var collection = found.Exists && found.Last is TextMap { IsFlow: false } or TextList { IsFlow: false };
        return (
            offset + (collection ? Replacement.Attachment(text[offset..], found) : found.Exists ? found.Last!.Start : 0),
            offset + (collection ? TextLines.End(text[offset..], found.Last!.End) : found.Exists ? found.Last!.End : text.Length));
    }

    private static TextEdit? Edit(Func<TextEdit> edit)
    {
        try
        {
            return edit();
        }
        catch (MissyException)
        {
            return null;
        }
    }

    /// <summary>Behind the entry nothing went but white space, and before it no comment.</summary>
    private static void CheckGone(string text, string edited, IReadOnlyList<KeyStep> steps)
    {
        var offset = text.StartsWith('\uFEFF') ? 1 : 0;
        var found = PathFinder.Find(text[offset..], TextTreeReader.Read(text[offset..]), steps);
        var start = offset + (found.Entry?.Key.Start ?? found.Last!.Start);
        var end = offset + TextLines.Next(text[offset..], found.Last!.FullEnd);
        var inFlow = found.Parent is TextMap { IsFlow: true } or TextList { IsFlow: true };
        var lost = inFlow ? "" : text[Math.Min(end, text.Length - Suffix(text, edited))..Math.Max(end, text.Length - Suffix(text, edited))];
        Assert.True(lost.Trim().Length == 0 || text.Length - Suffix(text, edited) <= end, edited);
        Assert.InRange(
            edited.Count(c => c == '#'),
            text.Count(c => c == '#') - text[start..end].Count(c => c == '#'),
            text.Count(c => c == '#') - text[start..(offset + found.Last.End)].Count(c => c == '#'));
    }

    private static int Prefix(string one, string other)
    {
        var length = 0;
        while (length < Math.Min(one.Length, other.Length) && one[length] == other[length])
        {
            length++;
        }

        return length;
    }

    private static int Suffix(string one, string other)
    {
        var length = 0;
        while (length < Math.Min(one.Length, other.Length) && one[^(length + 1)] == other[^(length + 1)])
        {
            length++;
        }

        return length;
    }

    private static YamlNode? Read(string text) => YamlReader.Read(text.StartsWith('\uFEFF') ? text[1..] : text);

    /// <summary>The key of each value.</summary>
    private static IEnumerable<IReadOnlyList<KeyStep>> Keys(YamlNode node, IReadOnlyList<KeyStep> above)
    {
        var children = node switch
        {
            YamlMap map => map.Entries.Select(e => (Step: new KeyStep(e.Key.Text, IsQuoted: true), e.Value)),
            YamlList list => list.Items.Select((item, i) => (Step: new KeyStep(null, i), Value: item)),
            _ => [],
        };
        foreach (var (step, value) in children)
        {
            IReadOnlyList<KeyStep> key = [.. above, step];
            yield return key;
            foreach (var inner in Keys(value, key))
            {
                yield return inner;
            }
        }
    }
}
