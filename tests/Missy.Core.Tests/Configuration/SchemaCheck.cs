using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Missy.Configuration;
using Missy.Configuration.Yaml;
using NJsonSchema;

namespace Missy.Tests.Configuration;

/// <summary>Validates configurations against the JSON Schema with a validator that is not ours.</summary>
internal static class SchemaCheck
{
    private static readonly Lazy<JsonSchema> Schema = new(() => Load(ConfigSchema.Create(Reading.Known)));

    internal static JsonSchema Load(string schema) => JsonSchema.FromJsonAsync(schema).GetAwaiter().GetResult();

    /// <summary>What the validator finds, one line each; empty when the configuration is valid.</summary>
    internal static string Findings(string yaml) =>
        string.Join('\n', Schema.Value.Validate(ToJson(yaml)).Select(found => $"{found.Path}: {found.Kind}"));

    private static string ToJson(string yaml)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, YamlReader.Read(yaml.TrimStart('\uFEFF')) is YamlMap root ? root : new YamlMap(1, 1, []));
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, YamlNode node)
    {
        switch (node)
        {
            case YamlMap map:
                json.WriteStartObject();
                foreach (var entry in map.Entries)
                {
                    json.WritePropertyName(entry.Key.Text);
                    Write(json, entry.Value);
                }

                json.WriteEndObject();
                break;
            case YamlList list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case YamlScalar { Value: var value }:
                json.WriteRawValue(value switch
                {
                    null => "null",
                    bool boolean => boolean ? "true" : "false",
                    double number when !double.IsFinite(number) => "1e308",
                    IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                    _ => $"\"{JsonEncodedText.Encode((string)value)}\"",
                });
                break;
        }
    }
}
