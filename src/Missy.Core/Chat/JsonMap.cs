using System.Buffers;
using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Missy.Chat;

/// <summary>A JSON object as plain values, in its order. Case-sensitive, as JSON is: two names that differ in case are two members.</summary>
internal sealed class JsonMap() : OrderedDictionary(StringComparer.Ordinal)
{
    private static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Its JSON, which is what stands in a column of <c>Export-Csv</c>.</summary>
    public override string ToString()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _readable))
        {
            Write(writer, this);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case IDictionary map:
                writer.WriteStartObject();
                foreach (DictionaryEntry member in map)
                {
                    writer.WritePropertyName((string)member.Key);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case null:
                writer.WriteNullValue();
                break;
            case double number when !double.IsFinite(number):
                writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case IFormattable number and (long or double):
                writer.WriteRawValue(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                // What a script has put into it since.
                writer.WriteStringValue(value.ToString());
                break;
        }
    }
}
