using Missy.Chat;
using Missy.Configuration;
using Missy.Configuration.Files;
using Missy.Tests.Support;
using Missy.Usage;
using static Missy.Tests.Usage.UsageHome;

namespace Missy.Tests.Usage;

public sealed class LedgerTests : IDisposable
{
    private static readonly UsageConfig _config = new();
    private readonly UsageHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_record_comes_back_as_it_was_written()
    {
        UsageRecord[] records =
        [
            new(new DateTimeOffset(2026, 1, 1, 23, 59, 59, 999, TimeSpan.Zero), "it", "a/b \"c\"", new TokenUsage(1, 2, 3, 4, 5), 0.000_000_125m, "sé 1", "日"),
            new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), "it", "m", TokenUsage.None, null),
        ];
        using (var store = _home.Open())
        {
            Array.ForEach(records, record => store.Record(_config, record));
        }

        Assert.Equal(records, _home.Read());
    }

    [Fact]
    public async Task Records_are_written_together_within_a_second_and_nobody_waits_for_it()
    {
        var clock = new ManualTimeProvider();
        var store = _home.Open(clock);
        store.Record(_config, Record());
        store.Record(_config, Record());
        Assert.False(Directory.Exists(_home.Folder));

        clock.Advance(TimeSpan.FromSeconds(1));
        await clock.AdvanceUntilAsync(WrittenAsync(store.Books!.Ledger), TimeSpan.FromMilliseconds(1));

        Assert.Equal(2, _home.Lines("2026-01-01").Length);
    }

    [Fact]
    public void There_is_one_file_a_day_by_universal_time()
    {
        using (var store = _home.Open())
        {
            store.Record(_config, Record("2026-01-01T23:59:59Z"));
            store.Record(_config, Record("2026-01-02T01:30:00+02:00"));
            store.Record(_config, Record("2026-01-02T00:00:00Z"));
        }

        Assert.Equal((2, 1), (_home.Lines("2026-01-01").Length, _home.Lines("2026-01-02").Length));
    }

    [Fact]
    public void A_ledger_that_nobody_wants_is_none()
    {
        using (var store = _home.Open())
        {
            store.Record(new UsageConfig { Ledger = false }, Record());
        }

        Assert.False(Directory.Exists(_home.Folder));
    }

    [Fact]
    public void Without_a_home_folder_nothing_is_kept_and_nothing_fails()
    {
        using var store = new UsageStore(new MissyClientOptions { Environment = new Configuration.FakeEnvironment(null) });

        store.Record(_config, Record());

        Assert.Null(store.Books);
    }

    [Fact]
    public void Files_and_folders_are_their_owner_s_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes are a matter of Unix.");
        using (var store = _home.Open())
        {
            store.Record(_config, Record());
        }

        Assert.Equal(("700", "600"), (UnixFile.Mode(_home.Folder), UnixFile.Mode(_home.DayFile("2026-01-01"))));
    }

    [Fact]
    public async Task Many_writers_lose_and_mix_nothing()
    {
        var stores = Enumerable.Range(0, 4).Select(_ => _home.Open()).ToList();

        await Task.WhenAll(stores.Select((store, writer) => Task.Run(
            async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    store.Record(_config, Record(session: new string((char)('a' + writer), 200), tag: $"{i}"));
                    await store.Books!.Ledger.FlushAsync();
                }
            },
            Cancellation)));

        var records = _home.Read();
        Assert.Equal(200, _home.Lines("2026-01-01").Length);
        Assert.All(records.GroupBy(record => record.Session), writer => Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}"), writer.Select(record => record.Tag)));
        Assert.Equal(200, records.Count);
    }

    [Fact]
    public async Task Writers_take_turns()
    {
        var store = _home.Open();
        Directory.CreateDirectory(_home.Folder);
        Task writing;
        using (await FileLock.TakeAsync(Path.Combine(_home.Folder, "ledger.lock"), TimeSpan.Zero, TimeProvider.System, Cancellation))
        {
            store.Record(_config, Record());
            writing = store.Books!.Ledger.FlushAsync();
            Assert.False(File.Exists(_home.DayFile("2026-01-01")));
        }

        await writing;
        Assert.Single(_home.Lines("2026-01-01"));
    }

    [Theory]
    [InlineData("{\"time\":\"2026-01-01T00:00:00Z\",\"provider\":\"it\",\"mod")]
    [InlineData("{\"time\":\"2026-01-01T00:00:00Z\",\"provider\":\"it\"}\n")]
    [InlineData("{\"time\":7,\"provider\":\"it\",\"model\":\"m\"}\n")]
    [InlineData("{\"time\":\"2026-01-01T00:00:00Z\",\"provider\":\"it\",\"model\":\"m\",\"promptTokens\":99999999999}\n")]
    [InlineData("{\"time\":\"2026-01-01T00:00:00Z\",\"provider\":\"it\",\"model\":\"m\"} {}\n")]
    [InlineData("[]\n\n7\nnull\nhello\n\0\0\0\n")]
    public void What_is_no_whole_record_is_passed_over_and_spoils_no_other(string rubbish)
    {
        using (var store = _home.Open())
        {
            store.Record(_config, Record(tag: "before"));
        }

        File.AppendAllText(_home.DayFile("2026-01-01"), rubbish);
        using (var store = _home.Open())
        {
            store.Record(_config, Record(tag: "after"));
        }

        Assert.Equal(["before", "after"], _home.Read().Select(record => record.Tag));
    }

    [Fact]
    public void What_a_later_version_adds_does_no_harm()
    {
        Directory.CreateDirectory(_home.Folder);
        File.WriteAllText(
            _home.DayFile("2026-01-01"),
            """{"time":"2026-01-01T00:00:00Z","new":{"a":[1,{"b":2}]},"provider":"it","model":"m","promptTokens":7,"cost":0.1}""");
        File.WriteAllText(Path.Combine(_home.Folder, "notes.jsonl"), "no day\n");

        var record = Assert.Single(_home.Read());
        Assert.Equal((7, 0.1m), (record.Tokens.PromptTokens, record.Cost));
    }

    [Fact]
    public async Task What_cannot_be_written_is_announced_once_and_written_when_it_can_be()
    {
        Directory.CreateDirectory(_home.DayFile("2026-01-01"));
        var store = _home.Open();
        store.Record(_config, Record(tag: "1"));
        await store.Books!.Ledger.FlushAsync();
        store.Record(_config, Record(tag: "2"));
        await store.Books.Ledger.FlushAsync();

        var failed = Assert.IsType<LedgerFailed>(Assert.Single(_home.Events.All));
        Assert.Equal(_home.Folder, failed.Path);
        Assert.NotEmpty(failed.Reason);

        Directory.Delete(_home.DayFile("2026-01-01"));
        await store.Books.Ledger.FlushAsync();
        Assert.Equal(["1", "2"], _home.Read().Select(record => record.Tag));

        Directory.Delete(_home.Folder, recursive: true);
        await File.WriteAllTextAsync(_home.Folder, "", Cancellation);
        store.Record(_config, Record());
        await store.Books.Ledger.FlushAsync();
        Assert.Equal(2, _home.Events.All.Count);
        File.Delete(_home.Folder);
    }

    [Fact]
    public async Task What_cannot_be_written_for_long_does_not_fill_the_memory()
    {
        Directory.CreateDirectory(_home.DayFile("2026-01-01"));
        var store = _home.Open();
        for (var i = 0; i < 10_500; i++)
        {
            store.Record(_config, Record(tag: $"{i}"));
        }

        await store.Books!.Ledger.FlushAsync();
        Directory.Delete(_home.DayFile("2026-01-01"));
        await store.Books.Ledger.FlushAsync();

        Assert.Equal((10_000, "500"), (_home.Read().Count, _home.Read()[0].Tag));
    }

    [Fact]
    public async Task A_file_that_everyone_may_write_to_is_not_written_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The rule is that of file modes.");
        UnixFile.Write(_home.DayFile("2026-01-01"), "", "666");
        var store = _home.Open();

        store.Record(_config, Record());
        await store.Books!.Ledger.FlushAsync();

        Assert.Contains("chmod 600", Assert.IsType<LedgerFailed>(Assert.Single(_home.Events.All)).Reason, StringComparison.Ordinal);
        Assert.Empty(_home.Read());
        UnixFile.SetMode(_home.DayFile("2026-01-01"), "600");
    }

    [Fact]
    public async Task A_home_folder_that_may_not_be_written_to_fails_no_call()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || UnixFile.IsRoot, "Modes do not stop this user.");
        UnixFile.SetMode(_home.Home, "500");
        var store = _home.Open();

        store.Record(_config, Record());
        await store.Books!.Ledger.FlushAsync();

        Assert.IsType<LedgerFailed>(Assert.Single(_home.Events.All));
        UnixFile.SetMode(_home.Home, "700");
    }

    private static async Task WrittenAsync(UsageLedger ledger)
    {
        while (!ledger.IsWritten)
        {
            await Task.Yield();
        }
    }
}
