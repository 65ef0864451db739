using Missy.Configuration;

namespace Missy.Network;

/// <summary>The verdict on one host and port for one provider, with what a connection to it needs.</summary>
/// <param name="Url">The address that was judged.</param>
/// <param name="Authority"><c>host:port</c> for people.</param>
/// <param name="Decision">The verdict.</param>
/// <param name="Target">The address taken apart; null when it cannot be.</param>
/// <param name="Direct">How a connection straight to it is made.</param>
/// <param name="Proxy">Whether there is a proxy between.</param>
internal sealed record Admission(
    Uri Url, string Authority, PolicyDecision Decision, Target? Target, ConnectionClass Direct, ProxyRule Proxy)
{
    // A URL whose escaping could make it longer than allowed is looked at in full.
    private const int SurelyShort = Network.Target.MaxLength / 9;

    /// <summary>Whether single requests have to be looked at.</summary>
    public bool HasRestRules { get; init; }

    /// <summary>Whether keys may be sent there.</summary>
    public bool MayCarrySecrets { get; init; }

    /// <summary>Whether the provider is local.</summary>
    public bool Local { get; init; }

    /// <summary>Whether the verdict is on this URL's host and port as well.</summary>
    public bool IsFor(Uri url) =>
        url.Port == Url.Port
        && url.Scheme == Url.Scheme
        && url.Host == Url.Host
        && url.OriginalString.Length <= SurelyShort
        && url.UserInfo.Length == 0;

    /// <summary>Where a connection of a class leads, that is made straight to an address that is allowed.</summary>
    public ConnectionPlace Place(ConnectionClass connection) => new(connection.Name, Target!.Host, Target.Port);

    /// <summary>How the connection is made.</summary>
    /// <param name="systemProxy">The proxy of the system's settings for a URL.</param>
    public ConnectionClass Connection(Func<Uri, Uri?> systemProxy) =>
        Proxy.Mode == ProxyMode.None || Proxy.For(Target!, Local, systemProxy) is not { } proxy ? Direct
        : new ConnectionClass(Direct.ConnectTimeout, Direct.Rules, Local, proxy);
}
