namespace Missy.Configuration;

/// <summary>Whether a provider counts as running on this machine or network.</summary>
public enum LocalMode
{
    /// <summary>Decided by the base URL's host.</summary>
    Auto,

    /// <summary>Always.</summary>
    True,

    /// <summary>Never.</summary>
    False,
}
