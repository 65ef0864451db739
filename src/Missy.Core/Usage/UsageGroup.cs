namespace Missy;

/// <summary>What usage is added up by.</summary>
public enum UsageGroup
{
    /// <summary>Who answered, by registry name.</summary>
    Provider,

    /// <summary>The model that was asked for.</summary>
    Model,

    /// <summary>The session.</summary>
    Session,

    /// <summary>The day, by universal time.</summary>
    Day,

    /// <summary>The caller's tag.</summary>
    Tag,
}
