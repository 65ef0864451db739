namespace Missy.Configuration;

/// <summary>The section <c>budget:</c>. Amounts are US dollars.</summary>
public sealed record BudgetConfig
{
    /// <summary>The most that one session may cost; 0 = no limit.</summary>
    public decimal PerSessionUsd { get; init; }

    /// <summary>The most that one day may cost; 0 = no limit.</summary>
    public decimal PerDayUsd { get; init; }

    /// <summary>What happens with a model whose price is not known.</summary>
    public UnknownPriceAction UnknownPrice { get; init; }
}
