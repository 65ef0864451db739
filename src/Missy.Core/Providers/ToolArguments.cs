using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers;

/// <summary>Tool arguments as JSON text, whether the service sends them as text or as an object.</summary>
internal static class ToolArguments
{
    /// <summary>The member under which arguments that are no object travel back to wires that take objects alone.</summary>
    public const string MalformedMember = "malformed_arguments";

    public static string Text(JsonElement arguments) =>
        arguments.ValueKind == JsonValueKind.String ? JsonStrings.Read(arguments) : arguments.GetRawText();

    /// <summary>
    /// Writes a call's arguments as an object. Malformed ones are wrapped as they came, so that the model sees in the history what
    /// it sent and can do better.
    /// </summary>
    public static void WriteObject(Utf8JsonWriter writer, ToolCall call)
    {
        if (!call.Malformed)
        {
            writer.WriteRawValue(call.RawArguments);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString(MalformedMember, call.RawArguments);
        writer.WriteEndObject();
    }
}
