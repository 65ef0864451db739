namespace Missy.Configuration;

/// <summary>The names of routing strategies as files and objects show them.</summary>
internal static class RoutingStrategies
{
    /// <summary><c>rules</c>, <c>score</c> or <c>off</c>.</summary>
    internal static string ToName(this RoutingStrategy strategy) => strategy switch
    {
        RoutingStrategy.Score => "score",
        RoutingStrategy.Off => "off",
        _ => "rules",
    };
}
