namespace Missy.Configuration;

/// <summary>How the tier of a prompt is found when no model was named.</summary>
public enum RoutingStrategy
{
    /// <summary>By length, tools, history and words.</summary>
    Rules,

    /// <summary>By a weighted sum against two thresholds.</summary>
    Score,

    /// <summary>Not at all: the primary model is used.</summary>
    Off,
}
