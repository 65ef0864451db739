namespace Missy.Configuration.Schema;

/// <summary>The keys of <c>health:</c>.</summary>
internal static class HealthSection
{
    private static readonly HealthConfig Standard = new();

    private static readonly Field<int> FailureThreshold = new("failure_threshold", new CountKind(1, 1_000_000), Standard.FailureThreshold, "After how many failures in a row a provider is rested.");
    private static readonly Field<TimeSpan> RecoveryCooldown = new("recovery_cooldown_secs", DurationKind.Seconds, Standard.RecoveryCooldown, "How long it rests, in seconds.");

    internal static Section<HealthConfig> Section { get; } = new(
        [FailureThreshold, RecoveryCooldown],
        static (values, _) => new HealthConfig
        {
            FailureThreshold = values.Get(FailureThreshold),
            RecoveryCooldown = values.Get(RecoveryCooldown),
        });
}
