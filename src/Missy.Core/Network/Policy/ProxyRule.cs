using Missy.Configuration;

namespace Missy.Network;

/// <summary>Whether connections go through a proxy, by the configuration alone.</summary>
/// <param name="Mode">None, the system's, or the one named.</param>
/// <param name="Url">The one named; null otherwise.</param>
internal sealed record ProxyRule(ProxyMode Mode, Uri? Url)
{
    // As HttpClient itself reads them, which here it does only under 'proxy: system'.
    private static readonly string[] Variables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "http_proxy", "HTTP_PROXY"];

    /// <summary>
    /// The proxy for a target; null = straight to it. Local targets are always reached straight: a proxy elsewhere means another
    /// machine by the same address.
    /// </summary>
    /// <param name="target">Where the request goes.</param>
    /// <param name="local">Whether the provider is local.</param>
    /// <param name="systemProxy">The proxy of the system's settings for a URL.</param>
    public Uri? For(Target target, bool local, Func<Uri, Uri?> systemProxy) => Mode switch
    {
        ProxyMode.None => null,
        _ when local || LocalAddress.IsLocal(target.Url) => null,
        ProxyMode.System => systemProxy(target.Url),
        _ => Url,
    };

    /// <summary>The variable that names a proxy although none is used; null when there is none.</summary>
    public string? Unused(ISystemEnvironment environment) => Mode == ProxyMode.None
        ? Array.Find(Variables, name => !string.IsNullOrWhiteSpace(environment.GetVariable(name)))
        : null;
}
