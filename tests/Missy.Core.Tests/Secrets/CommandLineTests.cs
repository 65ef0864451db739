using Missy.Providers.Secrets;

namespace Missy.Tests.Secrets;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("op read op://Private/OpenAI/key", "op|read|op://Private/OpenAI/key")]
    [InlineData("  pass \t show\n openai ", "pass|show|openai")]
    [InlineData("a 'b c' d", "a|b c|d")]
    [InlineData("a \"b c\" d", "a|b c|d")]
    [InlineData("a 'say \"hi\"'", "a|say \"hi\"")]
    [InlineData("a \"it's\"", "a|it's")]
    [InlineData("a 'it''s'", "a|it's")]
    [InlineData("a \"say \"\"hi\"\"\"", "a|say \"hi\"")]
    [InlineData("a ''", "a|")]
    [InlineData("a '' b", "a||b")]
    [InlineData("a --x='b c'd", "a|--x=b cd")]
    [InlineData("a 'b'\"c\"", "a|bc")]
    [InlineData("'C:\\Program Files\\x.exe' C:\\dir\\", "C:\\Program Files\\x.exe|C:\\dir\\")]
    [InlineData("\"C:\\Program Files\\x.exe\" \\\\server\\share", "C:\\Program Files\\x.exe|\\\\server\\share")]
    [InlineData("a $HOME `b` $(c) | d > e; f & *", "a|$HOME|`b`|$(c)|||d|>|e;|f|&|*")]
    [InlineData("a \\'b c'", "a|\\b c")]
    [InlineData("gcloud auth print-access-token", "gcloud|auth|print-access-token")]
    public void Words_are_parted_without_a_shell(string text, string words)
    {
        var (found, problem) = CommandLine.Split(text);

        Assert.Null(problem);
        Assert.Equal(words, string.Join('|', found));
    }

    [Theory]
    [InlineData("a 'b", "'")]
    [InlineData("a \"b", "\"")]
    [InlineData("a 'b'' c", "'")]
    [InlineData("'", "'")]
    public void An_open_quote_is_said_so(string text, string quote) =>
        Assert.Equal($"a quote ({quote}) is not closed", CommandLine.Split(text).Problem);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("'' a")]
    public void There_has_to_be_a_program(string text) => Assert.Equal("it names no program", CommandLine.Split(text).Problem);
}
