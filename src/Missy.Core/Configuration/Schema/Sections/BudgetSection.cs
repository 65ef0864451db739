namespace Missy.Configuration.Schema;

/// <summary>The keys of <c>budget:</c>.</summary>
internal static class BudgetSection
{
    private static readonly Field<decimal> PerSession = new("per_session_usd", MoneyKind.Instance, 0, "The most that one session may cost in US dollars; 0 = no limit.");
    private static readonly Field<decimal> PerDay = new("per_day_usd", MoneyKind.Instance, 0, "The most that one day may cost in US dollars; 0 = no limit.");
    private static readonly Field<UnknownPriceAction> UnknownPrice = new("unknown_price", new WordKind<UnknownPriceAction>(("warn", UnknownPriceAction.Warn), ("block", UnknownPriceAction.Block), ("ignore", UnknownPriceAction.Ignore)), UnknownPriceAction.Warn, "What happens with a model whose price is not known.");

    internal static Section<BudgetConfig> Section { get; } = new(
        [PerSession, PerDay, UnknownPrice],
        static (values, _) => new BudgetConfig
        {
            PerSessionUsd = values.Get(PerSession),
            PerDayUsd = values.Get(PerDay),
            UnknownPrice = values.Get(UnknownPrice),
        });
}
