namespace Missy.Configuration.Schema;

/// <summary>The keys of <c>reliability:</c>.</summary>
internal static class ReliabilitySection
{
    private static readonly ReliabilityConfig Standard = new();

    private static readonly Field<int> MaxRetries = new("max_retries", new CountKind(0, 100), Standard.MaxRetries, "Attempts after the first.");
    private static readonly Field<TimeSpan> Backoff = new("backoff_ms", DurationKind.MillisecondsOrZero, Standard.Backoff, "The wait before the first retry, in milliseconds.");
    private static readonly Field<TimeSpan> MaxBackoff = new("max_backoff_ms", DurationKind.MillisecondsOrZero, Standard.MaxBackoff, "The longest wait between retries, in milliseconds.");
    private static readonly Field<TimeSpan> CallTimeout = new("call_timeout", DurationKind.SecondsOrZero, TimeSpan.Zero, "The bound of a whole call in seconds, waits included; 0 = none.");
    private static readonly Field<int> RetryQuota = new("retry_quota", new CountKind(0, 1_000_000), Standard.RetryQuota, "The stock that the retries of all calls to a provider draw on; 0 = no such bound.");

    internal static Section<ReliabilityConfig> Section { get; } = new([MaxRetries, Backoff, MaxBackoff, CallTimeout, RetryQuota], Build);

    private static ReliabilityConfig Build(FieldValues values, ReadScope scope)
    {
        var (backoff, maxBackoff) = (values.Get(Backoff), values.Get(MaxBackoff));
        if (backoff > maxBackoff)
        {
            var field = values.Has(MaxBackoff) ? MaxBackoff : Backoff;
            scope.At(field.Name).Error(values.NodeOf(field), DiagnosticCodes.Contradiction, "max_backoff_ms is less than backoff_ms.", "Set both, the maximum at least as high.");
            (backoff, maxBackoff) = (Standard.Backoff, Standard.MaxBackoff);
        }

        var timeout = values.Get(CallTimeout);
        return new ReliabilityConfig
        {
            MaxRetries = values.Get(MaxRetries),
            Backoff = backoff,
            MaxBackoff = maxBackoff,
            CallTimeout = timeout > TimeSpan.Zero ? timeout : null,
            RetryQuota = values.Get(RetryQuota),
        };
    }
}
