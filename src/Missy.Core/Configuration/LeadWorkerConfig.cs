namespace Missy.Configuration;

/// <summary>The section <c>lead_worker:</c>.</summary>
public sealed record LeadWorkerConfig
{
    /// <summary>How many turns the lead takes first.</summary>
    public int LeadTurns { get; init; } = 3;

    /// <summary>After how many failures of the worker in a row the lead comes back.</summary>
    public int FailureThreshold { get; init; } = 2;

    /// <summary>For how many turns it comes back.</summary>
    public int FallbackTurns { get; init; } = 2;
}
