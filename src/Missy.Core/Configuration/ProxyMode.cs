namespace Missy.Configuration;

/// <summary>Whether requests go through a proxy.</summary>
public enum ProxyMode
{
    /// <summary>Straight to the target.</summary>
    None,

    /// <summary>Through the proxy of the system's settings.</summary>
    System,

    /// <summary>Through the proxy that is named.</summary>
    Url,
}
