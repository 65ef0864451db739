using Missy.Interactive.Markdown;

namespace Missy.Tests.Interactive;

public sealed class MarkdownStreamTests
{
    private const int Width = 30;

    // Markdown → what is shown, with ^ for the escape character.
    public static TheoryData<string, string> Documents => new()
    {
        { "", "" },
        { "plain", "plain\n" },
        { "one\ntwo", "one two\n" },
        { "one  \ntwo\\\nthree", "one\ntwo\nthree\n" },
        { "one\n\ntwo\n\n\n\nthree", "one\n\ntwo\n\nthree\n" },
        { "\n\none\n", "one\n" },
        { "a word and another that do not fit", "a word and another that do not\nfit\n" },
        { "aVeryLongWordThatIsLongerThanTheWholeLine yes", "aVeryLongWordThatIsLongerThanT\nheWholeLine yes\n" },
        { "日本語日本語日本語日本語日本語日", "日本語日本語日本語日本語日本語\n日\n" },
        { "**bold** *italic* ***both*** ~~gone~~ `code`", "^[1mbold^[0m ^[3mitalic^[0m ^[1;3mboth^[0m ^[9mgone^[0m ^[36mcode^[0m\n" },
        { "a **bold text that is wrapped at the** end", "a ^[1mbold text that is wrapped at^[0m\n^[1mthe^[0m end\n" },
        { "**bold `code` bold**", "^[1mbold ^[0;1;36mcode^[0;1m bold^[0m\n" },
        { "a * b and 2*3*4 and snake_case_name", "a * b and 2^[3m3^[0m4 and\nsnake_case_name\n" },
        { "a | b [no link and ![no image", "a | b [no link and ![no image\n" },
        { "# One\n## Two\ntext", "^[1;4mOne^[0m\n^[1mTwo^[0m\ntext\n" },
        { "One\n===\ntext", "^[1;4mOne^[0m\ntext\n" },
        { "---\ntext", "^[2m──────────────────────────────^[0m\ntext\n" },
        { "- one\n- two\n\ntext", "• one\n• two\n\ntext\n" },
        { "Steps:\n1. one\n2. two\n", "Steps:\n1. one\n2. two\n" },
        { "- one\n\n- two", "• one\n\n• two\n" },
        { "- one that is longer than a whole line\n- two", "• one that is longer than a\n  whole line\n• two\n" },
        { "- one\n  - inner\n  - more\n- two", "• one\n  • inner\n  • more\n• two\n" },
        { "9. nine\n10. ten\n    more\n", "9. nine\n10. ten more\n" },
        { "- one\n\n  more\n- two", "• one\n\n  more\n• two\n" },
        { "1. one\n   ```sh\n   ls  -l\n   ```\n2. two", "1. one\n   ^[2msh^[0m\n   ^[36mls  -l^[0m\n2. two\n" },
        { "- [x] done\n- [ ] open", "• [x] done\n• [ ] open\n" },
        { "```cs\nvar a  = 1;\n\n  // *not* bold and not wrapped at all\n```\ntext", "^[2mcs^[0m\n^[36mvar a  = 1;^[0m\n\n^[36m  // *not* bold and not wrapped at all^[0m\ntext\n" },
        { "text\n```\nx\n```", "text\n^[36mx^[0m\n" },
        { "```\nnever closed", "^[36mnever closed^[0m\n" },
        { "````\n```\n````\n~~~\n```\n~~~", "^[36m```^[0m\n^[36m```^[0m\n" },
        { "    indented\n    code\n\ntext", "^[36mindented^[0m\n^[36mcode^[0m\n\ntext\n" },
        { "> quoted *text*\n> goes on\n\nno more", "^[2m│^[0m quoted ^[3mtext^[0m goes on\n\nno more\n" },
        { "> - a\n> - b\n", "^[2m│^[0m • a\n^[2m│^[0m • b\n" },
        { "> a\n>\n> b", "^[2m│^[0m a\n^[2m│^[0m \n^[2m│^[0m b\n" },
        { "[docs](https://a.example)", "^[4mdocs^[0;2m (https://a.example)^[0m\n" },
        { "<https://a.example>", "^[4mhttps://a.example^[0m\n" },
        { "[https://a.example](https://a.example)", "^[4mhttps://a.example^[0m\n" },
        { "![a cat](c.png)", "[image: a cat] (c.png)\n" },
        { "a <b>tag</b> &amp; &lt;entity&gt;", "a <b>tag</b> & <entity>\n" },
        { "<div>\nblock\n</div>\n\ntext", "<div>\nblock\n</div>\n\ntext\n" },
        {
            "| name | n |\n|:-----|--:|\n| one | 1 |\n| **two** | 22 |\n\nend",
            "^[1mname^[0m^[2m │ ^[0m ^[1mn^[0m\n^[2m─────┼───^[0m\none ^[2m │ ^[0m 1\n^[1mtwo^[0m ^[2m │ ^[0m22\n\nend\n"
        },
        {
            "|a|b|\n|-|-|\n|one two three four five six|seven eight nine|",
            "^[1ma^[0m            ^[2m │ ^[0m^[1mb^[0m\n^[2m──────────────┼───────────────^[0m\none two three^[2m │ ^[0mseven eight\nfour five six^[2m │ ^[0mnine\n"
        },
        { "[a]: https://a.example\n\ntext", "text\n" },
        { "one\r\n\r\ntwo\r\n", "one\n\ntwo\n" },
        { "a\e[31mb\e]0;title\ac\bd", "abcd\n" },
        { "a &#27;[31m b &#x9b;x `\e[1m`", "a [31m b x ``\n" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Shows_a_document(string document, string shown) => Assert.Equal(shown, Visible(Render(document, document.Length + 1)));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Shows_the_same_wherever_it_is_cut(string document, string shown)
    {
        for (var at = 0; at <= document.Length; at++)
        {
            var stream = new MarkdownStream(Width);
            Assert.Equal(shown, Visible(stream.Next(document[..at]) + stream.Next(document[at..]) + stream.End()));
        }

        Assert.Equal(shown, Visible(Render(document, 1)));
    }

    [Fact]
    public void Shows_a_block_as_soon_as_it_is_whole()
    {
        var stream = new MarkdownStream(Width);

        Assert.Equal("", stream.Next("one *two"));
        Assert.Equal("", stream.Next("* three\n"));
        Assert.Equal("one ^[3mtwo^[0m three\n", Visible(stream.Next("\n")));
        Assert.Equal("\n^[1mHead^[0m\n", Visible(stream.Next("## Head\n")));
        Assert.Equal("", stream.Next("- a\n"));
        Assert.Equal("• a\n", stream.Next("- b\n"));
        Assert.Equal("• b\n\n^[2msh^[0m\n", Visible(stream.Next("\n```sh\n")));
        Assert.Equal("^[36mls^[0m\n", Visible(stream.Next("ls\n")));
        Assert.Equal("", stream.End());
    }

    [Fact]
    public void Shows_what_is_nested_too_deep_as_it_was_written()
    {
        var deep = new string('>', 5000);

        Assert.Equal(deep + "\n", Render(deep, 100));
    }

    [Fact]
    public void Takes_a_block_without_an_end_in_its_stride()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Render(string.Concat(Enumerable.Repeat("a line of a paragraph that never ends\n", 20_000)), 1000);
        Render(new string('a', 2_000_000), 1000);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    private static string Render(string document, int size)
    {
        var stream = new MarkdownStream(Width);
        return string.Concat(document.Chunk(size).Select(piece => stream.Next(new string(piece)))) + stream.End();
    }

    private static string Visible(string shown) => shown.Replace('\e', '^');
}
