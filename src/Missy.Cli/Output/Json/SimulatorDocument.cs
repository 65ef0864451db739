namespace Missy.Cli.Output.Json;

/// <summary>Where the simulator listens, as JSON.</summary>
internal sealed record SimulatorDocument(Uri BaseUrl, int Port);
