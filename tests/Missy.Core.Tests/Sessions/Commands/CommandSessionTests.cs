using Missy.Simulation;

namespace Missy.Tests.Sessions.Commands;

/// <summary>Lines that a model answers, and what commands do to what was said.</summary>
public sealed class CommandSessionTests
{
    private const string Config = """
        default_provider: one
        providers:
          one: { name: simulator, model: m }
          two: { name: simulator, model: n }

        """;

    [Theory]
    [InlineData("Hello")]
    [InlineData("please /models two")]
    [InlineData("/ models two")]
    [InlineData("/modelsx two")]
    [InlineData("/model:x")]
    [InlineData("/weather in Berlin")]
    [InlineData("/clear")] // a command of the chat, not of bots
    [InlineData("//models")]
    [InlineData("/usr/bin/models")]
    public async Task What_is_no_command_goes_to_the_model_as_it_was_written(string line)
    {
        using var chat = new CommandHarness(Config);

        var result = await chat.SayAsync(line);

        Assert.True(result.Handled);
        Assert.Equal(result.Response!.Content, result.Reply);
        Assert.Equal("one", result.Route!.Provider);
        Assert.Equal(line, chat.Session().Messages[0].Text);
        Assert.Contains($"\"{line}\"", chat.Harness.Simulator.Requests[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_senders_have_nothing_in_common()
    {
        using var chat = new CommandHarness(Config);
        await chat.SayAsync("/models two", "telegram_1");
        await chat.SayAsync("My word is plum.", "telegram_1");

        var other = await chat.SayAsync("What is my word?", "telegram_2");

        Assert.Equal("one", other.Route!.Provider);
        Assert.DoesNotContain("plum", chat.Harness.Simulator.Requests[^1].Body, StringComparison.Ordinal);
        Assert.Equal(["telegram_1", "telegram_2"], chat.Harness.Caller.Sessions.All.Select(session => session.Name));
    }

    [Theory]
    [InlineData("clear", 0)]
    [InlineData("keep", 2)]
    public async Task A_switch_forgets_what_was_said_unless_it_is_to_be_kept(string onSwitch, int messages)
    {
        using var chat = new CommandHarness(Config + $"sessions: {{ on_switch: {onSwitch} }}");
        foreach (var line in (string[])["/models two", "/model x", "/models one"])
        {
            await chat.SayAsync("/new");
            await chat.SayAsync("Hello");
            await chat.SayAsync(line);
            Assert.Equal(messages, chat.Session().Messages.Count);
        }
    }

    [Theory]
    [InlineData("/models")]
    [InlineData("/model")]
    [InlineData("/help")]
    [InlineData("/models nobody")]
    [InlineData("/model ``")]
    [InlineData("/models one")] // it answers already
    public async Task What_switches_nothing_forgets_nothing(string line)
    {
        using var chat = new CommandHarness(Config);
        await chat.SayAsync("Hello");

        await chat.SayAsync(line);

        Assert.Equal(2, chat.Session().Messages.Count);
    }

    [Fact]
    public async Task A_new_conversation_keeps_the_route()
    {
        using var chat = new CommandHarness(Config);
        await chat.SayAsync("/model two/x");
        await chat.SayAsync("Hello");

        var result = await chat.SayAsync("/new");

        Assert.Equal(("two", "x"), (result.Route!.Provider, result.Route.Model));
        Assert.Empty(chat.Session().Messages);
        Assert.Equal(1, chat.Session().Turns);
    }

    [Fact]
    public async Task A_switch_during_an_answer_holds_from_the_next_turn()
    {
        using var chat = new CommandHarness(Config);
        var asked = chat.SayAsync("Hello");

        await chat.SayAsync("/models two");
        var first = await asked;
        var next = await chat.SayAsync("And now?");

        Assert.Equal(("one", "two"), (first.Response!.Provider, next.Response!.Provider));
        Assert.DoesNotContain("Hello", chat.Harness.Simulator.Requests[^1].Body, StringComparison.Ordinal);
        Assert.Equal(2, chat.Session().Messages.Count);
    }

    [Fact]
    public async Task A_line_for_another_bot_does_nothing_at_all()
    {
        using var chat = new CommandHarness(Config);

        var result = await chat.SayAsync(new ChatLine("/models@other two", CommandHarness.Alice) { BotName = "missy" });

        Assert.Equal(new CommandResult(CommandHarness.Alice), result);
        Assert.False(result.Handled);
        Assert.Empty(chat.Harness.Caller.Sessions.All);
        Assert.False(chat.Harness.SimulatorStarted);
    }

    [Fact]
    public async Task A_question_that_fails_is_an_error_and_is_not_kept()
    {
        using var chat = new CommandHarness(Config);
        chat.Harness.Simulator.AddFault(FaultRule.Parse("500"));

        await Assert.ThrowsAsync<MissyException>(() => chat.SayAsync("Hello"));

        Assert.Empty(chat.Session().Messages);
    }

    [Theory]
    [InlineData("  ", "telegram_1")]
    [InlineData("Hello", " ")]
    [InlineData("/help", "a\nb")]
    public async Task A_blank_line_and_a_sender_without_a_name_are_refused(string line, string sender)
    {
        using var chat = new CommandHarness(Config);

        var failure = await Assert.ThrowsAsync<MissyException>(() => chat.SayAsync(line, sender));

        Assert.Equal(ErrorKind.InvalidRequest, failure.Kind);
    }
}
