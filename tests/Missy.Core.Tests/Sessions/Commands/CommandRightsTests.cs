namespace Missy.Tests.Sessions.Commands;

/// <summary>Who may switch models.</summary>
public sealed class CommandRightsTests
{
    private const string Refusal = "You may not switch models.";

    private const string Config = """
        default_provider: one
        providers:
          one: { name: simulator, model: m }
          two: { name: simulator, model: n }

        """;

    [Theory]
    [InlineData("", null, true)]
    [InlineData("[]", null, true)]
    [InlineData("[telegram_2]", null, false)]
    [InlineData("[telegram_2, TELEGRAM_1]", null, true)]
    [InlineData("[telegram_1]", "", false)] // an empty list of the caller's allows nobody
    [InlineData("[telegram_1]", "telegram_2", false)]
    [InlineData("[telegram_2]", "Telegram_1", true)]
    public async Task The_callers_list_counts_before_the_files(string configured, string? given, bool may)
    {
        using var chat = new CommandHarness(configured.Length == 0 ? Config : Config + $"sessions: {{ allowed_senders: {configured} }}");

        foreach (var line in (string[])["/models two", "/model x", "/model ``", "/models nobody"])
        {
            var result = await chat.SayAsync(new ChatLine(line, CommandHarness.Alice)
            {
                AllowedSenders = given?.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            });
            Assert.Equal(may, result.Reply != Refusal);
        }

        Assert.Equal(may ? "x" : null, chat.Session().Model);
    }

    [Fact]
    public async Task Who_may_not_switch_may_look_start_anew_and_ask()
    {
        using var chat = new CommandHarness(Config + "sessions: { allowed_senders: [nobody] }");

        foreach (var line in (string[])["/models", "/model", "/new", "/help", "Hello"])
        {
            Assert.NotEqual(Refusal, await chat.ReplyAsync(line));
        }

        Assert.Equal(1, chat.Session().Turns);
    }
}
