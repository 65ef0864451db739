using System.Net;

namespace Missy.Network;

/// <summary>The proxy that the system's settings name, used only where the configuration says so.</summary>
internal static class SystemProxy
{
    /// <summary>The proxy for a URL; null when there is none for it.</summary>
    public static Uri? Find(Uri url) =>
        HttpClient.DefaultProxy is var proxy && !proxy.IsBypassed(url) && proxy.GetProxy(url) is { } found && found != url ? found : null;

    /// <summary>The handler's view of one proxy, with the credentials that the system keeps for it.</summary>
    public static IWebProxy Of(Uri proxy) => new WebProxy(proxy, BypassOnLocal: false) { Credentials = HttpClient.DefaultProxy.Credentials };
}
