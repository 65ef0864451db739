using Missy.Chat;
using Missy.Sessions;
using Missy.Tests.Client;

namespace Missy.Tests.Sessions;

/// <summary>What a session may be told about who answers, and what it then holds.</summary>
public sealed class SessionClientTests
{
    private const string Providers = """
        providers:
          anthropic: { model: claude-a, api_key: test-key-1 }
          gpt: { name: openai, model: gpt-b, api_key: test-key-2 }
          router: { name: openrouter, model: meta/llama, api_key: test-key-3 }
          off: { name: openai, model: gpt-c, api_key: test-key-4, enabled: false }
          keyless: { name: groq, model: m }

        """;

    private const string Both = Providers + """
        models:
          - { provider: anthropic, model: claude-x, purpose: Lead }
          - { provider: gpt, model: gpt-x, purpose: worker }

        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string?, string?, string?, string?> Routes => new()
    {
        // -Provider, -Model → the provider and the model that the session holds
        { null, null, null, null },
        { "gpt", null, "gpt", null },
        { "GPT", null, "gpt", null },
        { "anthropic", null, null, null }, // it is the default
        { "anthropic", "claude-z", "anthropic", "claude-z" },
        { "anthropic", "claude-a", "anthropic", "claude-a" }, // pinned, which the default is not
        { null, "claude-z", "anthropic", "claude-z" },
        { null, "gpt/gpt-z", "gpt", "gpt-z" },
        { null, "`gpt:gpt-z`", "gpt", "gpt-z" },
        { "gpt", "``", "gpt", null },
        { " ", " ", null, null },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_new_session_holds_the_route_that_is_named(string? provider, string? model, string? heldProvider, string? heldModel)
    {
        using var harness = new ClientHarness(Providers);

        var session = await NewAsync(harness, new SessionOptions { Provider = provider, Model = model, System = "Be brief." });

        Assert.Equal((heldProvider, heldModel), (session.Provider, session.Model));
        Assert.Equal(("session-1", "Be brief.", false), (session.Name, session.System, session.LeadWorker));
        Assert.Equal([session], harness.Caller.Sessions.All);
    }

    [Theory]
    [InlineData("gtp", null, ErrorKind.Configuration, "Did you mean 'gpt'?")]
    [InlineData("off", null, ErrorKind.Configuration, "disabled")]
    [InlineData("keyless", "m", ErrorKind.Authentication, "GROQ_API_KEY")]
    [InlineData(null, "off/m", ErrorKind.Configuration, "disabled")]
    public async Task Who_cannot_answer_is_refused_at_once_and_nothing_changes(string? provider, string? model, ErrorKind kind, string reason)
    {
        using var harness = new ClientHarness(Providers);
        var session = await NewAsync(harness, new SessionOptions { Provider = "gpt" });
        Answer(session);

        var made = await Assert.ThrowsAsync<MissyException>(() => NewAsync(harness, new SessionOptions { Provider = provider, Model = model }));
        var changed = await Assert.ThrowsAsync<MissyException>(
            () => ChangeAsync(harness, session, new SessionChange { Provider = provider, Model = model, System = "x" }));

        Assert.All([made, changed], failure => Assert.Equal(kind, failure.Kind));
        Assert.All([made, changed], failure => Assert.Contains(reason, failure.Message, StringComparison.Ordinal));
        Assert.Equal([session], harness.Caller.Sessions.All);
        Assert.Equal(("gpt", null, 2), (session.Provider, session.System, session.Messages.Count));
    }

    [Theory]
    [InlineData("gpt", null, "gpt-z", "gpt", "gpt-z")] // a model alone is for the session's provider
    [InlineData("router", null, "gpt/gpt-z", "router", "gpt/gpt-z")] // whose ids hold slashes here
    [InlineData("gpt", null, "router/meta/x", "router", "meta/x")]
    [InlineData("gpt", "router", null, "router", null)]
    [InlineData("gpt", "anthropic", null, null, null)]
    public async Task A_change_goes_by_what_the_session_has(string before, string? provider, string? model, string? heldProvider, string? heldModel)
    {
        using var harness = new ClientHarness(Providers);
        var session = await NewAsync(harness, new SessionOptions { Provider = before });

        await ChangeAsync(harness, session, new SessionChange { Provider = provider, Model = model });

        Assert.Equal((heldProvider, heldModel), (session.Provider, session.Model));
        Assert.Null(harness.Caller.DefaultProvider);
    }

    [Fact]
    public async Task A_provider_named_anew_takes_its_own_model_and_not_the_one_that_was_pinned()
    {
        using var harness = new ClientHarness(Providers);
        var session = await NewAsync(harness, new SessionOptions { Model = "gpt/gpt-z" });

        await ChangeAsync(harness, session, new SessionChange { Provider = "gpt" });

        Assert.Equal(("gpt", null), (session.Provider, session.Model));
    }

    [Fact]
    public async Task The_default_is_the_callers_own()
    {
        using var harness = new ClientHarness(Providers);
        await harness.Client.SetDefaultProviderAsync("gpt", harness.Caller, DefaultScope.Runspace, probe: false, Cancellation);

        var (gpt, anthropic) = (await NewAsync(harness, new SessionOptions { Provider = "gpt" }), await NewAsync(harness, new SessionOptions { Provider = "anthropic" }));

        Assert.Equal((null, "anthropic"), (gpt.Provider, anthropic.Provider));
    }

    [Theory]
    [InlineData("", false, 0)]
    [InlineData("", true, 2)]
    [InlineData("sessions: { on_switch: keep }", false, 2)]
    public async Task A_switch_clears_the_history_unless_command_or_file_say_otherwise(string yaml, bool keep, int messages)
    {
        using var harness = new ClientHarness(Providers + yaml);
        var session = await NewAsync(harness, new SessionOptions());
        Answer(session);

        await ChangeAsync(harness, session, new SessionChange { Provider = "gpt", KeepHistory = keep });

        Assert.Equal(messages, session.Messages.Count);
    }

    [Fact]
    public async Task Instructions_change_alone_and_keep_the_history()
    {
        using var harness = new ClientHarness(Providers);
        var session = await NewAsync(harness, new SessionOptions { Provider = "gpt" });
        Answer(session);

        await ChangeAsync(harness, session, new SessionChange { System = "Be brief." });
        Assert.Equal(("gpt", "Be brief.", 2), (session.Provider, session.System, session.Messages.Count));
        await ChangeAsync(harness, session, new SessionChange { System = " " });

        Assert.Null(session.System);
    }

    [Fact]
    public async Task A_session_without_a_route_needs_no_configuration()
    {
        using var harness = new ClientHarness("providers: {\n");

        var session = await NewAsync(harness, new SessionOptions { Name = "notes", System = "Be brief." });
        await ChangeAsync(harness, session, new SessionChange { UseDefault = true });

        Assert.Equal(("notes", "Be brief."), (session.Name, session.System));
    }

    [Fact]
    public async Task Lead_and_worker_take_turns_where_both_are_configured()
    {
        using var harness = new ClientHarness(Both + "lead_worker: { lead_turns: 1 }");

        var session = await NewAsync(harness, new SessionOptions { LeadWorker = true });

        Assert.Equal((true, "lead", 1, 0), (session.LeadWorker, session.Next, session.LeadTurnsLeft, session.WorkerFailures));
    }

    [Theory]
    [InlineData("", "'lead' and 'worker'", "purpose: lead}, {provider: …, model: …, purpose: worker}")]
    [InlineData("models: [ { provider: gpt, model: m, purpose: lead } ]", "for 'worker'.", "purpose: worker}")]
    [InlineData("models: [ { provider: gpt, model: m, purpose: lead }, { provider: nobody, model: m, purpose: worker } ]", "left out", "purpose: worker}")]
    public async Task Lead_and_worker_need_a_model_each(string yaml, string message, string remedy)
    {
        using var harness = new ClientHarness(Providers + yaml);

        var failure = await Assert.ThrowsAsync<MissyException>(() => NewAsync(harness, new SessionOptions { LeadWorker = true }));

        Assert.Equal(ErrorKind.Configuration, failure.Kind);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Remedy, StringComparison.Ordinal);
        Assert.Empty(harness.Caller.Sessions.All);
    }

    [Fact]
    public async Task Changes_between_a_route_the_default_and_lead_and_worker_hold()
    {
        using var harness = new ClientHarness(Both);
        var session = await NewAsync(harness, new SessionOptions { Provider = "gpt" });

        await ChangeAsync(harness, session, new SessionChange { LeadWorker = false });
        Assert.Equal("gpt", session.Provider);
        await ChangeAsync(harness, session, new SessionChange { LeadWorker = true });
        Assert.Equal((null, true), (session.Provider, session.LeadWorker));
        await ChangeAsync(harness, session, new SessionChange { LeadWorker = false });
        Assert.Equal((null, false), (session.Provider, session.LeadWorker));
        await ChangeAsync(harness, session, new SessionChange { LeadWorker = true });
        await ChangeAsync(harness, session, new SessionChange { Model = "gpt/gpt-z" });
        Assert.Equal(("gpt", "gpt-z", false), (session.Provider, session.Model, session.LeadWorker));
        await ChangeAsync(harness, session, new SessionChange { UseDefault = true });

        Assert.Equal((null, null, false), (session.Provider, session.Model, session.LeadWorker));
    }

    [Fact]
    public async Task What_contradicts_itself_is_refused()
    {
        using var harness = new ClientHarness(Both);
        var session = await NewAsync(harness, new SessionOptions());
        SessionChange[] changes =
        [
            new() { LeadWorker = true, Provider = "gpt" },
            new() { LeadWorker = true, Model = "gpt/m" },
            new() { UseDefault = true, Provider = "gpt" },
            new() { UseDefault = true, LeadWorker = true },
            new() { Failed = true },
        ];

        foreach (var change in changes)
        {
            var failure = await Assert.ThrowsAsync<MissyException>(() => ChangeAsync(harness, session, change));
            Assert.Equal(ErrorKind.InvalidRequest, failure.Kind);
        }

        await Assert.ThrowsAsync<MissyException>(() => NewAsync(harness, new SessionOptions { LeadWorker = true, Model = "m" }));
        Assert.Equal(SessionRoute.Default, session.Route);
    }

    [Fact]
    public async Task A_turn_that_is_marked_counts_by_the_rules_of_the_file()
    {
        using var harness = new ClientHarness(Both + "lead_worker: { lead_turns: 0, failure_threshold: 1, fallback_turns: 4 }");
        var session = await NewAsync(harness, new SessionOptions { LeadWorker = true });
        Answer(session, harness.Client.Config.Config.LeadWorker);

        await ChangeAsync(harness, session, new SessionChange { Failed = true });

        Assert.Equal(("lead", 4, 1), (session.Next, session.LeadTurnsLeft, session.WorkerFailures));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_before_anything_else()
    {
        using var harness = new ClientHarness(Providers);
        await NewAsync(harness, new SessionOptions { Name = "a" });

        var failure = await Assert.ThrowsAsync<MissyException>(() => NewAsync(harness, new SessionOptions { Name = "A", Provider = "nobody" }));

        Assert.Contains("already", failure.Message, StringComparison.Ordinal);
    }

    private static void Answer(Session session, Missy.Configuration.LeadWorkerConfig? rules = null)
    {
        var turn = session.Begin([new ChatMessage(ChatRole.User, "Hi")], rules ?? new(), session.LeadWorker);
        turn.Complete(Conversation.Answer(turn, "Hello"));
    }

    private static Task<Session> NewAsync(ClientHarness harness, SessionOptions options) =>
        harness.Client.NewSessionAsync(options, harness.Caller, Cancellation);

    private static Task ChangeAsync(ClientHarness harness, Session session, SessionChange change) =>
        harness.Client.ChangeSessionAsync(session, change, harness.Caller, Cancellation);
}
