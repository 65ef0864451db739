namespace Missy.Cli.Output.Json;

/// <summary>Where the configuration is, as JSON.</summary>
internal sealed record PathDocument(string? Path, bool Exists, string Source);
