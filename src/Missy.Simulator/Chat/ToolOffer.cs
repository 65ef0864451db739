using System.Text.Json;

namespace Missy.Simulation.Chat;

/// <summary>A tool that the request offers, and the JSON schema of its arguments (undefined when it has none).</summary>
internal sealed record ToolOffer(string Name, JsonElement Schema);
