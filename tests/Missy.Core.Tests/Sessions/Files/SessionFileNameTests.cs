using Missy.Sessions.Files;

namespace Missy.Tests.Sessions.Files;

/// <summary>Names of files for any name of a session.</summary>
public sealed class SessionFileNameTests
{
    [Theory]
    [InlineData("telegram_123", "telegram_123.jsonl")]
    [InlineData("Telegram_123", "telegram_123.jsonl")]
    [InlineData("../../etc/passwd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd.jsonl")]
    [InlineData(".hidden", "%2ehidden.jsonl")]
    [InlineData("a b:c*?", "a%20b%3ac%2a%3f.jsonl")]
    [InlineData("%61", "%2561.jsonl")]
    [InlineData("CON", "%con.jsonl")]
    [InlineData("ä", "%c3%a4.jsonl")]
    [InlineData("Ä", "%c3%a4.jsonl")]
    public void A_name_becomes_one_that_is_valid_everywhere(string session, string file) => Assert.Equal(file, SessionFileName.Of(session));

    [Fact]
    public void Long_names_are_told_apart_too()
    {
        var names = new[] { new string('東', 127) + "1", new string('東', 127) + "2", new string('a', 121), new string('a', 122) }.Select(SessionFileName.Of).ToList();

        Assert.Equal(4, names.Distinct().Count());
        Assert.All(names, name => Assert.InRange(name.Length, 100, 126));
    }
}
