using System.Globalization;
using Missy.Configuration;
using Missy.Tests.Configuration;
using Missy.Usage;
using static Missy.Tests.Usage.UsageHome;

namespace Missy.Tests.Usage;

public sealed class UsageReportTests : IDisposable
{
    private readonly UsageHome _home = new();
    private readonly MissyClient _client;

    public UsageReportTests()
    {
        _client = new MissyClient(new MissyClientOptions { Environment = new FakeEnvironment(_home.Home) });
        using var store = _home.Open();
        UsageRecord[] records =
        [
            Record("2026-01-01T10:00:00Z", "b", "large", 1.5m, "work", "t1"),
            Record("2026-01-01T23:59:59Z", "a", "small", 0.25m, "work"),
            Record("2026-01-02T00:00:00Z", "a", "small", null, null, "t1"),
            Record("2026-01-03T12:00:00Z", "a", "large", 1, "play", "t2"),
            Record("2026-01-03T13:00:00Z", "local", "large", null),
        ];
        Array.ForEach(records, record => store.Record(new UsageConfig(), record));
    }

    public void Dispose()
    {
        _client.Dispose();
        _home.Dispose();
    }

    [Fact]
    public async Task All_is_added_up_where_nothing_is_kept_apart()
    {
        var sum = Assert.Single(await AskAsync(new UsageQuery()));

        Assert.Equal(
            new UsageSummary
            {
                Calls = 5,
                PromptTokens = 500,
                CompletionTokens = 100,
                CachedTokens = 200,
                ReasoningTokens = 25,
                Cost = 2.75m,
                UnknownPriceCalls = 2,
            },
            sum);
        Assert.Equal(600, sum.TotalTokens);
    }

    [Theory]
    [InlineData("Provider", "a 3 1.25, b 1 1.5, local 1 -")]
    [InlineData("Model", "large 3 2.5, small 2 0.25")]
    [InlineData("Session", " 2 -, play 1 1, work 2 1.75")]
    [InlineData("Tag", " 2 0.25, t1 2 1.5, t2 1 1")]
    [InlineData("Day", "2026-01-01 2 1.75, 2026-01-02 1 -, 2026-01-03 2 1")]
    [InlineData("Model,Provider", "a large 1 1, b large 1 1.5, local large 1 -, a small 2 0.25")]
    [InlineData("Provider,Model", "a large 1 1, a small 2 0.25, b large 1 1.5, local large 1 -")]
    [InlineData("Day,Provider", "a 2026-01-01 1 0.25, b 2026-01-01 1 1.5, a 2026-01-02 1 -, a 2026-01-03 1 1, local 2026-01-03 1 -")]
    public async Task Groups_come_in_the_order_of_their_names_and_an_unknown_cost_is_not_zero(string by, string expected)
    {
        var query = new UsageQuery { By = [.. by.Split(',').Select(Enum.Parse<UsageGroup>)] };

        var groups = await AskAsync(query);

        Assert.Equal(
            expected,
            string.Join(", ", groups.Select(sum => $"{sum} {sum.Calls} {sum.Cost?.ToString(CultureInfo.InvariantCulture) ?? "-"}")));
    }

    [Theory]
    [InlineData("2026-01-02", null, 3)]
    [InlineData(null, "2026-01-02", 3)]
    [InlineData(null, "2026-01-01", 2)]
    [InlineData("2026-01-01T23:59:59", "2026-01-02T00:00:01", 2)]
    [InlineData("2026-01-03T12:00:00.0000001", null, 1)]
    [InlineData(null, "2026-01-03T12:00:00.0000001", 4)]
    [InlineData(null, "2026-01-03T12:00:00", 3)]
    [InlineData("2027-01-01", null, 0)]
    public async Task Times_are_universal_and_a_last_day_counts_whole(string? since, string? until, int calls)
    {
        static DateTime? Parse(string? text) => text is null ? null : DateTime.Parse(text, CultureInfo.InvariantCulture);

        Assert.Equal(calls, await CountAsync(new UsageQuery { Since = Parse(since), Until = Parse(until) }));
    }

    [Fact]
    public async Task A_time_of_this_place_is_converted()
    {
        var local = new DateTime(2026, 1, 3, 12, 30, 0, DateTimeKind.Utc).ToLocalTime();

        Assert.Equal(1, await CountAsync(new UsageQuery { Since = local }));
        Assert.Equal(4, await CountAsync(new UsageQuery { Until = local.AddTicks(1) }));
    }

    [Fact]
    public async Task Names_are_patterns_in_any_case_and_several_are_alternatives()
    {
        Assert.Equal(4, await CountAsync(new UsageQuery { Providers = ["A", "b"] }));
        Assert.Equal(2, await CountAsync(new UsageQuery { Providers = ["a"], Models = ["sm*"] }));
        Assert.Equal(2, await CountAsync(new UsageQuery { Sessions = ["w?rk"] }));
        Assert.Equal(3, await CountAsync(new UsageQuery { Tags = ["*"] }));
        Assert.Equal(0, await CountAsync(new UsageQuery { Tags = ["t"] }));
    }

    [Fact]
    public async Task What_this_process_has_not_written_yet_counts()
    {
        var store = _home.Open();
        store.Record(new UsageConfig(), Record());

        var sum = await UsageReport.MakeAsync(store.Books!.Ledger, new UsageQuery(), Cancellation);

        Assert.Equal(6, Assert.Single(sum).Calls);
    }

    [Fact]
    public async Task Days_can_be_forgotten()
    {
        await _client.ClearUsageAsync(new DateTime(2026, 1, 2, 15, 0, 0), Cancellation);
        Assert.Equal(3, await CountAsync(new UsageQuery()));

        await _client.ClearUsageAsync(null, Cancellation);
        Assert.Equal(0, await CountAsync(new UsageQuery()));
        await _client.ClearUsageAsync(null, Cancellation);
    }

    [Fact]
    public async Task What_a_budget_has_counted_is_not_forgotten()
    {
        var store = _home.Open();
        (await store.ReserveAsync(PerDay(1), Call(1), Cancellation)).Settle(0.9m);

        await _client.ClearUsageAsync(null, Cancellation);

        await Assert.ThrowsAsync<MissyException>(() => store.ReserveAsync(PerDay(1), Call(0.2m), Cancellation).AsTask());
    }

    [Fact]
    public async Task Without_a_home_folder_or_a_ledger_there_is_nothing()
    {
        using var homeless = new MissyClient(new MissyClientOptions { Environment = new FakeEnvironment(null) });
        Assert.Empty(await homeless.GetUsageAsync(new UsageQuery(), Cancellation));
        await homeless.ClearUsageAsync(null, Cancellation);

        Directory.Delete(_home.Folder, recursive: true);
        Assert.Empty(await AskAsync(new UsageQuery()));
    }

    [Fact]
    public async Task A_configuration_that_cannot_be_used_does_not_hide_the_usage()
    {
        using var client = new MissyClient(new MissyClientOptions { Environment = new FakeEnvironment(_home.Home, "/nowhere/at/all.yaml") });

        Assert.Single(await client.GetUsageAsync(new UsageQuery(), Cancellation));
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_read_is_an_error_that_names_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Support.UnixFile.IsRoot, "Modes do not stop this user.");
        Support.UnixFile.SetMode(_home.DayFile("2026-01-01"), "000");

        var failure = await Assert.ThrowsAsync<MissyException>(() => AskAsync(new UsageQuery()));

        Assert.Contains(_home.Folder, failure.Remedy, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<UsageSummary>> AskAsync(UsageQuery query) => _client.GetUsageAsync(query, Cancellation);

    private async Task<int> CountAsync(UsageQuery query) => (await AskAsync(query)).Sum(sum => sum.Calls);
}
