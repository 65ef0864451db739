namespace Missy.Configuration;

/// <summary>The section <c>usage:</c>.</summary>
public sealed record UsageConfig
{
    /// <summary>A file of prices that adds to the catalogue's, as written; null = none.</summary>
    public string? PricesPath { get; init; }

    /// <summary>Whether calls are entered into the ledger.</summary>
    public bool Ledger { get; init; } = true;
}
