using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Missy.Cli.Output.Json;

/// <summary>Values of no declared type: those that JSON itself has, in dictionaries and lists.</summary>
internal sealed class ObjectConverter : JsonConverter<object>
{
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Nothing is read by it.");

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case IDictionary members:
                writer.WriteStartObject();
                foreach (DictionaryEntry member in members)
                {
                    writer.WritePropertyName((string)member.Key);
                    WriteMember(writer, member.Value, options);
                }

                writer.WriteEndObject();
                break;
            case object?[] items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    WriteMember(writer, item, options);
                }

                writer.WriteEndArray();
                break;
            case double number when !double.IsFinite(number):
                // JSON has no such number, but 1e400 is one that a model may write.
                writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType()));
                break;
        }
    }

    private void WriteMember(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            Write(writer, value, options);
        }
    }
}
