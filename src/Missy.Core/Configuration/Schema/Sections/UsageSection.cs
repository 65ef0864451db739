namespace Missy.Configuration.Schema;

/// <summary>The keys of <c>usage:</c>.</summary>
internal static class UsageSection
{
    private static readonly Field<string?> Prices = Field.Optional("prices", new TextKind("the path of a file", 4096), "A file of prices that adds to the catalogue's.");
    private static readonly Field<bool> Ledger = new("ledger", BooleanKind.Instance, true, "Whether calls are entered into the ledger.");

    internal static Section<UsageConfig> Section { get; } = new(
        [Prices, Ledger],
        static (values, _) => new UsageConfig { PricesPath = values.Get(Prices), Ledger = values.Get(Ledger) });
}
