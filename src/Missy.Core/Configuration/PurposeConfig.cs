using System.Collections.ObjectModel;
using System.Text.Json;

namespace Missy.Configuration;

/// <summary>One entry of <c>models:</c>: the model for a purpose. Several entries may share a purpose, first come first.</summary>
public sealed record PurposeConfig
{
    /// <summary>The purpose, such as <c>lead</c> or <c>worker</c>; compared without case.</summary>
    public required string Purpose { get; init; }

    /// <summary>The provider, configured or known to the catalogue.</summary>
    public required string Provider { get; init; }

    /// <summary>The model id.</summary>
    public required string Model { get; init; }

    /// <summary>What the purpose is, for people; null = not said.</summary>
    public string? Description { get; init; }

    /// <summary>Whatever the user attached, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Metadata { get; init; } = ReadOnlyDictionary<string, JsonElement>.Empty;

    /// <summary>The line of the entry, counted from 1; 0 when it does not come from a file.</summary>
    public int Line { get; init; }
}
