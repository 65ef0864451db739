namespace Missy.Configuration;

/// <summary>Who said where the configuration file is.</summary>
public enum ConfigPathSource
{
    /// <summary>Nobody: there is no home folder.</summary>
    None,

    /// <summary>The caller.</summary>
    Argument,

    /// <summary>The environment variable <c>MISSY_CONFIG</c>.</summary>
    Environment,

    /// <summary>The default place in the home folder. The file need not exist.</summary>
    Default,
}
