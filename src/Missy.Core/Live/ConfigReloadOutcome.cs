namespace Missy;

/// <summary>What became of a look at the configuration.</summary>
public enum ConfigReloadOutcome
{
    /// <summary>What is in effect is what the file says.</summary>
    Unchanged,

    /// <summary>The file's new content is in effect.</summary>
    Reloaded,

    /// <summary>The file's content cannot be used; what was in effect stays.</summary>
    Refused,
}
