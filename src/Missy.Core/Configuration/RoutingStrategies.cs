namespace Missy.Configuration;

/// <summary>The names of routing strategies as files and objects show them.</summary>
public static class RoutingStrategies
{
    /// <summary><c>rules</c>, <c>score</c> or <c>off</c>.</summary>
    public static string ToName(this RoutingStrategy strategy) => strategy switch
    {
        RoutingStrategy.Score => "score",
        RoutingStrategy.Off => "off",
        _ => "rules",
    };
}
