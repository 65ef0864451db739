using Missy.Sessions.Talk;
using Missy.Tests.Client;

namespace Missy.Tests.Sessions.Talk;

public sealed class ChatCompleterTests : IDisposable
{
    private readonly ClientHarness _harness = new("""
        providers:
          one: { name: openai, model: m-1, fast_model: m-2, api_key: test-key-1 }
          other: { name: openai, model: n-1, api_key: test-key-2 }
          off: { name: openai, model: o-1, api_key: test-key-3, enabled: false }
        aliases: { quick: one/m-2 }
        """);

    public void Dispose() => _harness.Dispose();

    [Theory]
    [InlineData("/mo", "/models /model")]
    [InlineData("/EX", "/exit")]
    [InlineData("/models ", "one other")]
    [InlineData("/models ot", "other")]
    [InlineData("/model m-", "m-1 m-2")]
    [InlineData("/model q", "quick")]
    [InlineData("/model other/n", "other/n-1")]
    [InlineData("/system n", "none")]
    [InlineData("/nothing x", "")]
    [InlineData("mo", "")]
    [InlineData("text\n/mo", "")]
    public void Offers_what_a_word_may_become(string text, string words)
    {
        var found = Complete(text);

        Assert.Equal(words, string.Join(' ', found.Words));
        Assert.All(found.Words, word => Assert.StartsWith(text.Substring(found.Start, found.Length), word, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Offers_nothing_and_does_not_fail_where_the_file_cannot_be_used()
    {
        File.WriteAllText(_harness.ConfigPath, "network: {default_deny: maybe}");

        Assert.Empty(Complete("/models ").Words);
    }

    private ChatCompletions Complete(string text)
    {
        var session = _harness.Caller.Sessions.GetOrCreate("talk", TimeProvider.System);
        return new ChatCompleter(_harness.Client, _harness.Caller, session).Complete(text, text.Length);
    }
}
