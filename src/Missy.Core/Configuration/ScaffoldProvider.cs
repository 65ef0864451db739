namespace Missy.Configuration;

/// <summary>A provider that a starter configuration offers.</summary>
/// <param name="Name">A name of the catalogue or a wire protocol; the entry's name.</param>
/// <param name="KeyVariable">The environment variable of its key; null = it needs none.</param>
/// <param name="Model">The model to start with; null = the line is left out.</param>
public sealed record ScaffoldProvider(string Name, string? KeyVariable, string? Model)
{
    /// <summary>Whether it answers without a key, so that its entry is active.</summary>
    public bool Found { get; init; }
}
