namespace Missy.Routing;

/// <summary>What a route is asked for.</summary>
/// <param name="Provider">The provider that the call names; null or blank = none.</param>
/// <param name="Model">The model that the call names, alone or as <c>provider/model</c>; null or blank = none.</param>
/// <param name="RunspaceDefault">The default provider that was set for the caller's runspace; null = none.</param>
public sealed record RouteQuery(string? Provider, string? Model, string? RunspaceDefault);
