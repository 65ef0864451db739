using System.Text.Json;

namespace Missy.Providers;

/// <summary>Tool arguments as JSON text, whether the service sends them as text or as an object.</summary>
internal static class ToolArguments
{
    public static string Text(JsonElement arguments) =>
        arguments.ValueKind == JsonValueKind.String ? arguments.GetString()! : arguments.GetRawText();
}
