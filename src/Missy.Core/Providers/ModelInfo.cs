namespace Missy.Providers;

/// <summary>A model as its service lists it.</summary>
/// <param name="Id">The id to ask for.</param>
/// <param name="DisplayName">The service's name for people; null when it gives none.</param>
/// <param name="Created">When it was made or installed; null when the service does not tell.</param>
public sealed record ModelInfo(string Id, string? DisplayName = null, DateTimeOffset? Created = null);
