using System.Globalization;

namespace Missy.Network;

/// <summary>
/// Under what permissions a connection is made. Connections are kept for later requests, so each class has a pool of its own: none
/// that was made with a local provider's permission, or under other rules, ever serves a request that could not have made it.
/// </summary>
/// <param name="connectTimeout">How long making a connection may take; it belongs to the pool.</param>
/// <param name="rules">Which addresses may be connected to.</param>
/// <param name="local">Whether loopback and private addresses are open.</param>
/// <param name="proxy">The proxy; null = none.</param>
internal sealed class ConnectionClass(TimeSpan connectTimeout, AddressRules rules, bool local, Uri? proxy)
{
    public TimeSpan ConnectTimeout { get; } = connectTimeout;

    public AddressRules Rules { get; } = rules;

    public bool Local { get; } = local;

    public Uri? Proxy { get; } = proxy;

    /// <summary>The same for classes that may share connections.</summary>
    public string Name { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{(long)connectTimeout.TotalMilliseconds} {local} {proxy} {rules.Fingerprint}");
}
