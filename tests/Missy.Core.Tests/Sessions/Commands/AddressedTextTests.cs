using Missy.Sessions.Commands;

namespace Missy.Tests.Sessions.Commands;

/// <summary>Which lines are meant for the bot, and what they say to it.</summary>
public sealed class AddressedTextTests
{
    public static TheoryData<string, string?, string?> Lines => new()
    {
        // the line → what it says to the bot missy_bot, and what where only mentions count; null = it is not meant for it
        { "Hello", "Hello", null },
        { "  Hello\n there ", "Hello\n there", null },
        { "@missy_bot Hello", "Hello", "Hello" },
        { "@MISSY_BOT, hello", ", hello", ", hello" },
        { "Hello @missy_bot!", "Hello @missy_bot!", "Hello !" },
        { "Say @missy_bot: a\n  b @missy_bot", "Say @missy_bot: a\n  b @missy_bot", "Say : a\n  b" },
        { "Hello @missy_bot2", "Hello @missy_bot2", null },
        { "Hello @missy", "Hello @missy", null },
        { "me@missy_bot.org", "me@missy_bot.org", null },
        { "missy_bot hello", "missy_bot hello", null },
        { "@missy_bot", "", "" },
        { "/models gpt", "/models gpt", null },
        { "@missy_bot /models gpt", "/models gpt", "/models gpt" },
        { "/models @missy_bot gpt", "/models @missy_bot gpt", "/models gpt" },
        { "/models@missy_bot gpt", "/models gpt", "/models gpt" },
        { "/Model@Missy_Bot  gpt ", "/Model  gpt", "/Model  gpt" },
        { "/weather@missy_bot here", "/weather here", "/weather here" },
        { "/models@other_bot gpt", null, null },
        { "/weather@other_bot", null, null },
        { "/models@missy_bot2 gpt", null, null },
        { "@missy_bot /models@other_bot gpt", null, null },
        { "/etc/hosts@other_bot is a path", "/etc/hosts@other_bot is a path", null },
        { "", "", null },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_says_to_the_bot_what_is_left_without_its_name(string line, string? text, string? mentioned)
    {
        foreach (var name in (string[])["missy_bot", "@Missy_Bot"])
        {
            Assert.Equal(text, AddressedText.Of(new ChatLine(line, "a") { BotName = name }));
            Assert.Equal(mentioned, AddressedText.Of(new ChatLine(line, "a") { BotName = name, MentionOnly = true }));
        }
    }

    [Theory]
    [InlineData("/models@any_bot gpt", "/models gpt")]
    [InlineData("@any_bot hello", "@any_bot hello")]
    public void A_bot_that_does_not_know_its_name_takes_every_command(string line, string text) =>
        Assert.Equal(text, AddressedText.Of(new ChatLine(line, "a")));

    [Fact]
    public void Mentions_count_only_of_a_bot_that_has_a_name()
    {
        var failure = Assert.Throws<MissyException>(() => AddressedText.Of(new ChatLine("Hello", "a") { MentionOnly = true, BotName = "@" }));

        Assert.Equal(ErrorKind.InvalidRequest, failure.Kind);
        Assert.Contains("-BotName", failure.Remedy, StringComparison.Ordinal);
    }
}
