using System.IO.Enumeration;

namespace Missy.Usage;

/// <summary>Adds up what the ledger has of the calls that a query asks for.</summary>
internal static class UsageReport
{
    /// <summary>The groups, in the order of their names.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static async Task<IReadOnlyList<UsageSummary>> MakeAsync(UsageLedger ledger, UsageQuery query, CancellationToken cancellationToken)
    {
        var (since, until) = (Universal(query.Since), End(query.Until));
        bool IsWanted(UsageRecord record) =>
            !(record.Time < since)
            && !(record.Time >= until)
            && IsAny(query.Providers, record.Provider)
            && IsAny(query.Models, record.Model)
            && IsAny(query.Sessions, record.Session)
            && IsAny(query.Tags, record.Tag);
        var records = await ledger.ReadAsync(DayOf(since), DayOf(until), IsWanted, cancellationToken);
        var groups = records.GroupBy(record => Key(record, query.By)).Select(group => Sum(group.Key, group));
        return [.. query.By.Reverse().Aggregate(groups, (sorted, by) => sorted.OrderBy(summary => Name(summary, by), StringComparer.OrdinalIgnoreCase))];
    }

    /// <summary>A time as universal time; one of no kind is that already.</summary>
    public static DateTimeOffset? Universal(DateTime? time) => time switch
    {
        null => null,
        { Kind: DateTimeKind.Unspecified } plain => new DateTimeOffset(plain, TimeSpan.Zero),
        { } other => new DateTimeOffset(other).ToUniversalTime(),
    };

    private static DateTimeOffset? End(DateTime? until) =>
        until is { TimeOfDay.Ticks: 0 } day ? Universal(day)!.Value.AddDays(1) : Universal(until);

    private static DateOnly? DayOf(DateTimeOffset? time) => time is { } known ? DateOnly.FromDateTime(known.UtcDateTime) : null;

    private static bool IsAny(IReadOnlyList<string> patterns, string? name) =>
        patterns.Count == 0 || (name is not null && patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name)));

    private static UsageSummary Key(UsageRecord record, IReadOnlyList<UsageGroup> by) => new()
    {
        Provider = by.Contains(UsageGroup.Provider) ? record.Provider : null,
        Model = by.Contains(UsageGroup.Model) ? record.Model : null,
        Session = by.Contains(UsageGroup.Session) ? record.Session : null,
        Day = by.Contains(UsageGroup.Day) ? record.Day : null,
        Tag = by.Contains(UsageGroup.Tag) ? record.Tag : null,
    };

    private static UsageSummary Sum(UsageSummary key, IEnumerable<UsageRecord> records) => records.Aggregate(key, (sum, record) => sum with
    {
        Calls = sum.Calls + 1,
        PromptTokens = sum.PromptTokens + record.Tokens.PromptTokens,
        CompletionTokens = sum.CompletionTokens + record.Tokens.CompletionTokens,
        CachedTokens = sum.CachedTokens + record.Tokens.CachedTokens,
        ReasoningTokens = sum.ReasoningTokens + record.Tokens.ReasoningTokens,
        Cost = record.Cost is { } cost ? (sum.Cost ?? 0) + cost : sum.Cost,
        UnknownPriceCalls = sum.UnknownPriceCalls + (record.Cost is null ? 1 : 0),
    });

    private static string? Name(UsageSummary summary, UsageGroup by) => by switch
    {
        UsageGroup.Provider => summary.Provider,
        UsageGroup.Model => summary.Model,
        UsageGroup.Session => summary.Session,
        UsageGroup.Tag => summary.Tag,
        _ => summary.Day?.ToString("o", null),
    };
}
