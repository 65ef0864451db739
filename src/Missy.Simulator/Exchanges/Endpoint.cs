namespace Missy.Simulation.Exchanges;

/// <summary>What a path asks for.</summary>
internal enum Endpoint
{
    Unknown,
    Root,
    Completion,
    Models,
    Model,
    OllamaTags,
    OllamaVersion,
}
