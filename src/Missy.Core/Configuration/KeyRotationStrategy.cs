namespace Missy.Configuration;

/// <summary>When the next of several keys is taken.</summary>
public enum KeyRotationStrategy
{
    /// <summary>The first usable key, until it fails.</summary>
    Failover,

    /// <summary>Another key for each call, in turn.</summary>
    RoundRobin,
}
