using Missy.Chat;
using Missy.Configuration;
using Missy.Tests.Client;
using Missy.Tests.Support;

namespace Missy.Tests.Sessions.Files;

/// <summary>Sessions that outlive their process and are shared by several: each caller here stands for a process.</summary>
public sealed class KeptSessionTests
{
    private const string Config = """
        default_provider: one
        sessions: { persist: true }
        providers:
          one: { name: simulator, model: m }
          two: { name: simulator, model: n }

        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_goes_on_in_another_process()
    {
        using var harness = new ClientHarness(Config);
        var here = await harness.Client.NewSessionAsync(new SessionOptions { Name = "Notes", System = "Be brief.", Provider = "two" }, new CallerState(), Cancellation);
        await AskAsync(harness, here, "My name is Ada.");
        var there = harness.Client.SessionsOf(new CallerState()).Get("notes");

        var answer = await AskAsync(harness, there, "What is my name?");

        Assert.Contains("My name is Ada.", harness.Simulator.Requests[^1].Body, StringComparison.Ordinal);
        Assert.Equal(("Notes", "two", "Be brief.", 2), (there.Name, answer.Provider, there.System, there.Turns));
        Assert.Equal(here.Created, there.Created);
        Assert.Equal(here.Usage.TotalTokens + answer.Usage.TotalTokens, there.Usage.TotalTokens);
    }

    [Fact]
    public async Task Each_process_sees_at_its_next_turn_what_the_other_did()
    {
        using var harness = new ClientHarness(Config);
        var (here, there) = (Open(harness), Open(harness));
        await AskAsync(harness, here, "One.");
        await AskAsync(harness, there, "Two.");

        await AskAsync(harness, here, "Three.");
        Assert.Equal(["One.", "Two.", "Three."], Asked(here));

        await harness.Client.ChangeSessionAsync(there, new SessionChange { Provider = "two" }, harness.Caller, Cancellation);
        var answer = await AskAsync(harness, here, "Four.");

        Assert.Equal("two", answer.Provider);
        Assert.Equal(["Four."], Asked(here));
    }

    [Fact]
    public async Task Processes_that_write_at_once_lose_nothing()
    {
        using var harness = new ClientHarness(Config);
        var turns = Enumerable.Range(0, 4).Select(process => Task.Run(() =>
        {
            var session = Open(harness);
            for (var turn = 0; turn < 25; turn++)
            {
                Turn(session, $"{process}.{turn}");
            }
        }));

        await Task.WhenAll(turns);

        var kept = Open(harness);
        Assert.Equal(100, kept.Turns);
        Assert.Equal(
            Enumerable.Range(0, 4).SelectMany(process => Enumerable.Range(0, 25).Select(turn => $"{process}.{turn}")).Order(),
            Asked(kept).Order());
        Assert.All(Enumerable.Range(0, 100), turn => Assert.Equal(kept.Messages[2 * turn].Text, kept.Messages[(2 * turn) + 1].Text)); // each turn whole
    }

    [Fact]
    public void A_history_that_was_cleared_elsewhere_does_not_come_back()
    {
        using var harness = new ClientHarness(Config);
        var (here, there) = (Open(harness), Open(harness));
        Turn(here, "One.");
        var late = here.Begin([Samples.User("Two.")], new LeadWorkerConfig(), leadWorker: false);

        there.Clear();
        late.Complete(Conversation.Answer(late, "Late."));
        Assert.Empty(here.Messages);

        Turn(here, "Three.");
        harness.Client.SessionsOf(harness.Caller).Remove(harness.Client.SessionsOf(harness.Caller).Get("s"));
        Turn(here, "Four.");

        Assert.Equal(["Four."], Asked(here));
    }

    [Fact]
    public async Task All_that_are_kept_are_listed_and_a_removed_one_is_gone()
    {
        using var harness = new ClientHarness(Config);
        foreach (var name in (string[])["b", "A/1"])
        {
            await harness.Client.NewSessionAsync(new SessionOptions { Name = name }, new CallerState(), Cancellation);
        }

        var sessions = harness.Client.SessionsOf(harness.Caller);
        Assert.Equal(["b", "A/1"], sessions.All.Select(session => session.Name));
        Assert.Throws<MissyException>(() => sessions.EnsureFree("a/1"));
        Assert.True(sessions.Remove(sessions.Get("B")));

        Assert.Equal(["A/1"], harness.Client.SessionsOf(new CallerState()).All.Select(session => session.Name));
    }

    [Fact]
    public async Task Lead_and_worker_go_on_taking_turns_in_another_process()
    {
        using var harness = new ClientHarness(Config + """
            models: [ { provider: one, model: a, purpose: lead }, { provider: two, model: b, purpose: worker } ]
            lead_worker: { lead_turns: 2 }
            """);
        await harness.Client.NewSessionAsync(new SessionOptions { Name = "s", LeadWorker = true }, new CallerState(), Cancellation);

        var answered = new List<string>();
        for (var turn = 0; turn < 3; turn++)
        {
            answered.Add((await AskAsync(harness, Open(harness), "Hi")).Provider);
        }

        Assert.Equal(["one", "one", "two"], answered);
    }

    [Fact]
    public async Task Nothing_is_kept_unless_it_is_wanted()
    {
        using var harness = new ClientHarness(Config.Replace("persist: true", "persist: false", StringComparison.Ordinal));
        await AskAsync(harness, Open(harness), "One.");

        Assert.False(harness.Client.KeepsSessions);
        Assert.False(Directory.Exists(Folder(harness)));
        Assert.Null(harness.Client.SessionsOf(new CallerState()).Find("s"));
    }

    [Fact]
    public async Task Files_are_their_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights are the folder's there.");
        using var harness = new ClientHarness(Config);
        await AskAsync(harness, Open(harness), "One.");

        Assert.All(Directory.GetFiles(Folder(harness)), file => Assert.Equal("600", UnixFile.Mode(file)));
        Assert.Equal("700", UnixFile.Mode(Folder(harness)));
    }

    [Fact]
    public async Task A_malformed_file_is_told_with_its_line_and_never_written()
    {
        using var harness = new ClientHarness(Config);
        var session = Open(harness);
        Turn(session, "One.");
        var path = Path.Combine(Folder(harness), "s.jsonl");
        await File.AppendAllTextAsync(path, "torn", Cancellation);

        var failure = await Assert.ThrowsAsync<MissyException>(() => AskAsync(harness, session, "Two."));
        Assert.Contains("s.jsonl, line 4: this is no JSON", failure.Message, StringComparison.Ordinal);
        Assert.Throws<MissyException>(() => Open(harness));
        Assert.False(harness.SimulatorStarted);

        session.Clear();

        Assert.EndsWith("torn", await File.ReadAllTextAsync(path, Cancellation), StringComparison.Ordinal);
        Assert.Equal("s", Assert.IsType<SessionNotSaved>(harness.Events[^1]).Session);
    }

    [Fact]
    public void What_cannot_be_written_stays_in_the_process_and_is_told()
    {
        using var harness = new ClientHarness(Config);
        var session = Open(harness);
        var turn = session.Begin([Samples.User("One.")], new LeadWorkerConfig(), leadWorker: false);
        Directory.CreateDirectory(Path.GetDirectoryName(Folder(harness))!);
        File.WriteAllText(Folder(harness), "a file in the way");

        turn.Complete(Conversation.Answer(turn, "Answer."));

        Assert.Equal(["One."], Asked(session));
        Assert.Equal(1, session.Turns);
        Assert.IsType<SessionNotSaved>(Assert.Single(harness.Events));
    }

    [Fact]
    public void A_session_that_is_exported_can_be_imported_under_another_name()
    {
        using var harness = new ClientHarness(Config);
        var session = Open(harness);
        Turn(session, "One.");
        var path = Path.Combine(harness.HomeFolder!, "out.jsonl");

        MissyClient.ExportSession(session, path, overwrite: false);
        var other = harness.Client.ImportSession(path, "other", replace: false, harness.Caller);

        Assert.Equal(("other", 1), (other.Name, other.Turns));
        Assert.Equal(Asked(session), Asked(other));
        Assert.Equal(["One."], Asked(harness.Client.SessionsOf(new CallerState()).Get("other")));
        Assert.Contains("already", Assert.Throws<MissyException>(() => harness.Client.ImportSession(path, null, replace: false, harness.Caller)).Message, StringComparison.Ordinal);
        Turn(session, "Two.");
        Assert.Equal(["One."], Asked(harness.Client.ImportSession(path, null, replace: true, new CallerState())));
        Assert.Contains("no file", Assert.Throws<MissyException>(() => harness.Client.ImportSession(path + "x", null, replace: false, harness.Caller)).Message, StringComparison.Ordinal);
    }

    private static Session Open(ClientHarness harness) => harness.Client.SessionsOf(new CallerState()).GetOrCreate("s", TimeProvider.System);

    private static string Folder(ClientHarness harness) => Path.Combine(harness.HomeFolder!, ".missy", "state", "sessions");

    private static IEnumerable<string> Asked(Session session) => session.Messages.Where(message => message.Role == ChatRole.User).Select(message => message.Text);

    private static void Turn(Session session, string prompt)
    {
        var turn = session.Begin([Samples.User(prompt)], new LeadWorkerConfig(), leadWorker: false);
        turn.Complete(Conversation.Answer(turn, prompt));
    }

    private static Task<Response> AskAsync(ClientHarness harness, Session session, string prompt) =>
        harness.Client.AskAsync(ClientHarness.Question(prompt) with { Session = session }, harness.Caller, Cancellation);
}
