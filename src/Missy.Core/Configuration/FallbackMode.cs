namespace Missy.Configuration;

/// <summary>Who may answer when the chosen provider cannot.</summary>
public enum FallbackMode
{
    /// <summary>Nobody: the call fails.</summary>
    None,

    /// <summary>Another provider that lists the same model.</summary>
    SameModel,

    /// <summary>The next available provider with its own default model.</summary>
    Any,

    /// <summary>The entries of a list, in order.</summary>
    Chain,
}
