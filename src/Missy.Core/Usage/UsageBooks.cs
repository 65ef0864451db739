namespace Missy.Usage;

/// <summary>All that is kept in one home folder about what calls used.</summary>
/// <param name="Files">The ledger's files.</param>
/// <param name="Ledger">What calls used.</param>
/// <param name="Day">The budget of a day.</param>
/// <param name="Budgets">The budgets.</param>
internal sealed record UsageBooks(LedgerFiles Files, UsageLedger Ledger, DayBudget Day, Budgets Budgets)
{
    /// <summary>Whether nothing waits to be written.</summary>
    public bool IsWritten => Day.IsWritten && Ledger.IsWritten;

    public static UsageBooks Open(string home, MissyClientOptions options)
    {
        var folder = Path.Combine(home, ".missy", "state", "usage");
        var files = new LedgerFiles(folder, options.Time);
        var ledger = new UsageLedger(files, options.Events, options.Time);
        var day = new DayBudget(new BudgetFile(folder, options.Time), ledger, options.Events, options.Time);
        return new UsageBooks(files, ledger, day, new Budgets(ledger, day, options.Events));
    }

    /// <summary>Writes what waits. It never fails.</summary>
    public async Task FlushAsync()
    {
        if (!IsWritten)
        {
            await Day.FlushAsync();
            await Ledger.FlushAsync();
        }
    }
}
