namespace Missy.Configuration;

/// <summary>The section <c>health:</c>.</summary>
public sealed record HealthConfig
{
    /// <summary>After how many failures in a row a provider is rested.</summary>
    public int FailureThreshold { get; init; } = 5;

    /// <summary>How long it rests before one call may try it again.</summary>
    public TimeSpan RecoveryCooldown { get; init; } = TimeSpan.FromSeconds(60);
}
