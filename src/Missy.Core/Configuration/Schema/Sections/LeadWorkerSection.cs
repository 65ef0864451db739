namespace Missy.Configuration.Schema;

/// <summary>The keys of <c>lead_worker:</c>.</summary>
internal static class LeadWorkerSection
{
    private static readonly LeadWorkerConfig Standard = new();

    private static readonly Field<int> LeadTurns = new("lead_turns", new CountKind(0, 10_000), Standard.LeadTurns, "How many turns the lead takes first.");
    private static readonly Field<int> FailureThreshold = new("failure_threshold", new CountKind(1, 10_000), Standard.FailureThreshold, "After how many failures of the worker in a row the lead comes back.");
    private static readonly Field<int> FallbackTurns = new("fallback_turns", new CountKind(0, 10_000), Standard.FallbackTurns, "For how many turns the lead comes back.");

    internal static Section<LeadWorkerConfig> Section { get; } = new(
        [LeadTurns, FailureThreshold, FallbackTurns],
        static (values, _) => new LeadWorkerConfig
        {
            LeadTurns = values.Get(LeadTurns),
            FailureThreshold = values.Get(FailureThreshold),
            FallbackTurns = values.Get(FallbackTurns),
        });
}
