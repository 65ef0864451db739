namespace Missy;

/// <summary>What a starter configuration can be made of.</summary>
public sealed record StarterFindings
{
    /// <summary>The environment variables that hold a key, by the names of the services that they are for. Their values are not kept.</summary>
    public IReadOnlyList<StarterKey> Keys { get; init; } = [];

    /// <summary>Where an Ollama answers; null = nowhere that was looked.</summary>
    public Uri? Ollama { get; init; }

    /// <summary>The models that it lists, in its order.</summary>
    public IReadOnlyList<string> OllamaModels { get; init; } = [];
}
