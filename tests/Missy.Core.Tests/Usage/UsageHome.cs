using Missy.Chat;
using Missy.Configuration;
using Missy.Providers;
using Missy.Tests.Configuration;
using Missy.Tests.Support;
using Missy.Usage;

namespace Missy.Tests.Usage;

/// <summary>A home folder in which several clients keep what their calls used, as several processes do.</summary>
internal sealed class UsageHome : IDisposable
{
    private static readonly CompletionRequest _request = Samples.Ask(Samples.User("hi")) with { Model = "m", MaxTokens = 1000 };

    private readonly string _home = Directory.CreateTempSubdirectory("missy-").FullName;
    private readonly List<UsageStore> _stores = [];

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public RecordedEvents Events { get; } = new();

    public string Home => _home;

    public string Folder => Path.Combine(_home, ".missy", "state", "usage");

    public string BudgetPath => Path.Combine(Folder, "budget.json");

    public static SessionAccount Caller => new();

    /// <summary>What another client with that home folder keeps.</summary>
    public UsageStore Open(TimeProvider? time = null)
    {
        var store = new UsageStore(new MissyClientOptions
        {
            Environment = new FakeEnvironment(_home),
            Events = Events,
            Time = time ?? TimeProvider.System,
        });
        _stores.Add(store);
        return store;
    }

    public string DayFile(string day) => Path.Combine(Folder, day + ".jsonl");

    public string[] Lines(string day) => File.ReadAllLines(DayFile(day));

    /// <summary>The whole ledger, as another process would read it.</summary>
    public IReadOnlyList<UsageRecord> Read() => [.. new LedgerFiles(Folder, TimeProvider.System).Read(null, null)];

    public static UsageRecord Record(
        string time = "2026-01-01T12:00:00Z", string provider = "it", string model = "m", decimal? cost = 0.5m, string? session = null, string? tag = null) => new(
        DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), provider, model, new TokenUsage(100, 20, 40, 5), cost, session, tag);

    /// <summary>A call of a thousand tokens out at a price of so many dollars for them; what it reads costs nothing.</summary>
    public static BudgetCall Call(decimal? dollars, string? session = null, SessionAccount? caller = null) => new(
        "it", _request, dollars is { } price ? new ModelPrice(0, price * 1000, null) : null, session, caller ?? Caller);

    public static BudgetConfig PerDay(decimal dollars) => new() { PerDayUsd = dollars };

    public static BudgetConfig PerSession(decimal dollars) => new() { PerSessionUsd = dollars };

    public void Dispose()
    {
        _stores.ForEach(store => store.Dispose());
        Directory.Delete(_home, recursive: true);
    }
}
