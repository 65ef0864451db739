namespace Missy;

/// <summary>Whether a provider has what it needs to be called.</summary>
public enum AuthStatus
{
    /// <summary>A key is there. Whether the service accepts it shows at the first call.</summary>
    Configured,

    /// <summary>A key is needed and none is there.</summary>
    Missing,

    /// <summary>No key is needed: a local server, or one that takes none.</summary>
    NotRequired,
}
