using System.Text.Json;

namespace Missy.Chat;

/// <summary>A tool that a model may call.</summary>
/// <param name="Name">Its name, as the model sees it.</param>
/// <param name="Description">What it does and when to use it; empty when unknown.</param>
/// <param name="Parameters">The JSON Schema of its arguments: an object schema.</param>
public sealed record ToolDefinition(string Name, string Description, JsonElement Parameters);
