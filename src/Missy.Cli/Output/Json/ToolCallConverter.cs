using System.Text.Json;
using System.Text.Json.Serialization;
using Missy.Chat;

namespace Missy.Cli.Output.Json;

/// <summary>Tool calls with their arguments as the JSON that they are; what is none is shown as the text that it is, and marked.</summary>
internal sealed class ToolCallConverter : JsonConverter<ToolCall>
{
    public override ToolCall Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var call = document.RootElement;
        var arguments = call.GetProperty("arguments");
        return new ToolCall(
            call.GetProperty("id").GetString()!,
            call.GetProperty("name").GetString()!,
            arguments.ValueKind == JsonValueKind.Null ? call.GetProperty("rawArguments").GetString()! : arguments.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, ToolCall value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("id", value.Id);
        writer.WriteString("name", value.Name);
        writer.WritePropertyName("arguments");
        if (value.Malformed)
        {
            writer.WriteNullValue();
            writer.WriteString("rawArguments", value.RawArguments);
        }
        else
        {
            writer.WriteRawValue(value.RawArguments);
        }

        writer.WriteBoolean("malformed", value.Malformed);
        writer.WriteEndObject();
    }
}
