using Missy.Attachments;
using Missy.Chat;
using Missy.Sessions.Talk;
using Missy.Simulation;
using Missy.Tests.Client;

namespace Missy.Tests.Sessions.Talk;

public sealed class ChatLoopTests : IDisposable
{
    private readonly ClientHarness _harness;
    private Session? _session;

    public ChatLoopTests()
    {
        _harness = new ClientHarness(simulator: new SimulatorOptions { Answer = "**Yes.**\nNo." });
        _harness.WriteConfig($$"""
            providers:
              it: { name: openai, model: m, base_url: '{{_harness.Simulator.BaseUrl}}v1' }
              other: { name: anthropic, model: claude-opus-4-6, base_url: '{{_harness.Simulator.BaseUrl}}' }
            """);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Session Session => _session!;

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task Says_first_who_answers_and_how_to_leave()
    {
        var screen = await RunAsync();

        Assert.Equal("talk: it/m. /help lists the commands, /exit leaves.", screen.Shows(ChatPieceKind.Greeting));
    }

    [Fact]
    public async Task Begins_where_nobody_can_answer_and_says_so_when_asked()
    {
        _harness.WriteConfig("providers: { it: { name: openai, enabled: false } }");

        var screen = await RunAsync("hi", "/help");

        Assert.Contains("nobody can answer yet", screen.Shows(ChatPieceKind.Greeting), StringComparison.Ordinal);
        Assert.Single(screen.Pieces, piece => piece.Kind == ChatPieceKind.Failure);
        Assert.StartsWith("Commands:\n`/models`", screen.Shows(ChatPieceKind.Reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_the_answer_as_it_comes_and_keeps_the_conversation()
    {
        var screen = await RunAsync("one", "two");

        Assert.Equal("**Yes.**\nNo.**Yes.**\nNo.", screen.Shows(ChatPieceKind.Text));
        Assert.True(screen.Pieces.Count(piece => piece.Kind == ChatPieceKind.Text) > 2);
        Assert.Equal(2, screen.Pieces.Count(piece => piece.Kind == ChatPieceKind.Answered && piece.Response!.Content == "**Yes.**\nNo."));
        Assert.Equal(4, Session.Messages.Count);
        Assert.Equal(["one", "two"], ChatInput.Of(Session));
    }

    [Fact]
    public async Task Brings_back_what_was_written_without_the_text_of_the_files_with_it()
    {
        await RunAsync("one");
        var notes = Attachment.Of("hundreds of lines"u8.ToArray(), "notes.txt");

        await _harness.Client.AskAsync((ClientHarness.Question("two") with { Session = Session }).WithAttachments([notes]), _harness.Caller, Cancellation);

        Assert.Equal(["one", "two"], ChatInput.Of(Session));
    }

    [Theory]
    [InlineData("/exit")]
    [InlineData("/QUIT")]
    [InlineData("  /quit now ")]
    public async Task Leaves(string word)
    {
        var screen = await RunAsync(word, "hi");

        Assert.DoesNotContain(screen.Pieces, piece => piece.Kind != ChatPieceKind.Greeting);
    }

    [Fact]
    public async Task Takes_blank_messages_for_nothing()
    {
        await RunAsync("", "  ", "\n");

        Assert.Empty(_harness.Simulator.Requests);
    }

    [Theory]
    [InlineData("//models", "/models")]
    [InlineData("// a comment", "// a comment")]
    [InlineData("/usr/bin is a folder", "/usr/bin is a folder")]
    [InlineData("one\n\ntwo", "one\n\ntwo")]
    public async Task Sends_what_is_no_command(string message, string sent)
    {
        await RunAsync(message);

        Assert.Equal(sent, Assert.IsType<TextPart>(Session.Messages[0].Content[0]).Text);
    }

    [Theory]
    [InlineData("/modls", "There is no command '/modls'. Did you mean '/models' or '/model'?", "/help lists the commands; //modls asks the model.")]
    [InlineData("/xyzzy 1", "There is no command '/xyzzy'.", "/help lists the commands; //xyzzy asks the model.")]
    [InlineData("/save", "There is no file named to save to.", "Write `/save PATH`.")]
    public async Task Says_what_is_wrong_with_a_command_and_goes_on(string message, string error, string remedy)
    {
        var screen = await RunAsync(message, "/cost");

        var failure = Assert.Single(screen.Pieces, piece => piece.Kind == ChatPieceKind.Failure).Failure!;
        Assert.Equal((error, remedy), (failure.Message, failure.Remedy));
        Assert.Empty(_harness.Simulator.Requests);
        Assert.StartsWith("0 turns", screen.Shows(ChatPieceKind.Reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switches_the_provider_from_the_next_turn_on()
    {
        var screen = await RunAsync("one", "/models other", "two");

        Assert.Equal(
            "Provider switched to `other` for this sender session. Current model is `claude-opus-4-6`.\nUse `/model <model-id>` to set a provider-compatible model.",
            screen.Shows(ChatPieceKind.Reply));
        Assert.Equal(["/v1/chat/completions", "/v1/messages"], _harness.Simulator.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task Takes_a_new_configuration_from_the_next_turn_on()
    {
        var screen = new ScriptedScreen("one", "two");
        screen.Shown = (piece, _) =>
        {
            if (piece.Kind == ChatPieceKind.Answered && _harness.Simulator.Requests.Count == 1)
            {
                _harness.WriteConfig($"providers: {{ new: {{ name: anthropic, model: claude-haiku-4-5, base_url: '{_harness.Simulator.BaseUrl}' }} }}");
            }
        };

        Assert.Null(await RunAsync(screen));

        Assert.Equal(["it", "new"], screen.Pieces.Where(piece => piece.Response is not null).Select(piece => piece.Response!.Provider));
    }

    [Theory]
    [InlineData("/clear", ChatPieceKind.Cleared)]
    [InlineData("/new", ChatPieceKind.Reply)]
    public async Task Forgets_what_was_said(string command, ChatPieceKind kind)
    {
        var screen = await RunAsync("one", command);

        Assert.Equal("New conversation started: what was said before is forgotten. Provider and model stay.", screen.Shows(kind));
        Assert.Empty(Session.Messages);
    }

    [Fact]
    public async Task Shows_sets_and_drops_the_instructions_as_they_were_written()
    {
        var screen = await RunAsync("/system", "/system Be brief.\n  Really.", "/system", "hi", "/system none", "/system");

        Assert.Equal(
            ["There are no instructions. Set them with `/system TEXT`.", "The instructions are set, from the next turn on.",
                "Instructions:\nBe brief.\n  Really.", "The instructions are dropped, from the next turn on.",
                "There are no instructions. Set them with `/system TEXT`."],
            screen.Pieces.Where(piece => piece.Kind == ChatPieceKind.Reply).Select(piece => piece.Text));
        Assert.Contains(@"Be brief.\n  Really.", _harness.Simulator.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saves_the_conversation_to_a_file_that_can_be_imported_and_replaces_none()
    {
        var path = Path.Combine(_harness.HomeFolder!, "a file.jsonl");

        var screen = await RunAsync("one", $"/save {path}", $"/save {path}", $"/save {Path.Combine(path, "x")}");

        Assert.Equal($"Saved to {path}: 2 messages.", screen.Shows(ChatPieceKind.Reply));
        var failures = screen.Pieces.Where(piece => piece.Kind == ChatPieceKind.Failure).Select(piece => piece.Failure!).ToList();
        Assert.StartsWith($"'{path}' cannot be written: ", failures[0].Message, StringComparison.Ordinal);
        Assert.Equal("A file that is there stays as it is: name another.", failures[0].Remedy);
        Assert.Equal(2, failures.Count);
        Assert.Equal(Session.Messages.Count, _harness.Client.ImportSession(path, "again", replace: false, _harness.Caller).Messages.Count);
    }

    [Fact]
    public async Task Tells_tokens_and_cost()
    {
        var screen = await RunAsync("/cost", "one", "/cost");

        var usage = Session.Usage;
        Assert.True(usage.TotalTokens > 0);
        Assert.Equal(
            ["0 turns: 0 tokens (0 in, 0 out), 0 USD at list price.",
                $"1 turn: {usage.TotalTokens} tokens ({usage.PromptTokens} in, {usage.CompletionTokens} out), cost unknown: a model that answered has no known price."],
            screen.Pieces.Where(piece => piece.Kind == ChatPieceKind.Reply).Select(piece => piece.Text));
    }

    [Fact]
    public async Task Tells_who_would_answer_next_and_why_and_asks_nobody()
    {
        var screen = await RunAsync("/route refactor this", "/cost");

        var reply = screen.Pieces.First(piece => piece.Kind == ChatPieceKind.Reply).Text;
        Assert.StartsWith("Next answer: `it/m`.\n- provider: it (", reply, StringComparison.Ordinal);
        Assert.Contains("- tier: premium (", reply, StringComparison.Ordinal);
        Assert.Empty(_harness.Simulator.Requests);
        Assert.Empty(Session.Messages);
    }

    [Fact]
    public async Task A_stopped_answer_ends_at_once_is_not_kept_and_can_be_asked_again()
    {
        _harness.Simulator.AddFault(FaultRule.Parse("call=1;fault=stall;deltas=2"));
        var stopped = 0;
        var screen = new ScriptedScreen("one", "one") { Shown = (piece, stop) => Stop(piece.Kind == ChatPieceKind.Text, stop) };

        var failure = await RunAsync(screen);

        Assert.Null(failure);
        Assert.Single(screen.Pieces, piece => piece.Kind == ChatPieceKind.Stopped);
        Assert.True((await _harness.Simulator.WaitForAbortAsync(1, Cancellation)).ClientAborted);
        Assert.Equal((2, 1), (Session.Messages.Count, Session.Turns));

        void Stop(bool now, Action stop)
        {
            if (now && stopped++ == 0)
            {
                stop();
            }
        }
    }

    [Fact]
    public async Task Goes_on_after_a_failure_and_gives_the_last_one()
    {
        _harness.Simulator.AddFault(FaultRule.Parse("429;retry-after=600"));

        var screen = new ScriptedScreen("one");
        var failure = await RunAsync(screen);

        Assert.Equal(ErrorKind.RateLimited, failure!.Kind);
        Assert.Same(failure, Assert.Single(screen.Pieces, piece => piece.Kind == ChatPieceKind.Failure).Failure);
        Assert.Empty(Session.Messages);
    }

    [Fact]
    public async Task Notices_an_answer_that_is_cut()
    {
        _harness.WriteConfig($"providers: {{ it: {{ name: openai, model: m, max_tokens: 1, base_url: '{_harness.Simulator.BaseUrl}v1' }} }}");

        var screen = await RunAsync("one");

        Assert.Equal("The answer is cut: it met its token limit.", screen.Shows(ChatPieceKind.Notice));
    }

    [Fact]
    public async Task Ends_when_the_whole_chat_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        var screen = new ScriptedScreen("one", "two") { Shown = (piece, _) => Cancel(piece.Kind == ChatPieceKind.Text) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(screen, source.Token));

        Assert.DoesNotContain(screen.Pieces, piece => piece.Kind == ChatPieceKind.Stopped);

        void Cancel(bool now)
        {
            if (now)
            {
                source.Cancel();
            }
        }
    }

    private async Task<ScriptedScreen> RunAsync(params string[] messages)
    {
        var screen = new ScriptedScreen(messages);
        await RunAsync(screen);
        return screen;
    }

    private async Task<MissyException?> RunAsync(ScriptedScreen screen, CancellationToken? cancellationToken = null)
    {
        _session = await _harness.Client.OpenSessionAsync(new SessionOptions { Name = "talk" }, _harness.Caller, Cancellation);
        return await new ChatLoop(_harness.Client, _harness.Caller, _session, screen).RunAsync(cancellationToken ?? Cancellation);
    }
}
