using System.Text.Json;
using System.Text.Json.Serialization;
using Missy.Providers;

namespace Missy.Cli.Output.Json;

/// <summary>What a model can do, as an array of words.</summary>
internal sealed class CapabilitiesConverter : JsonConverter<ModelCapabilities>
{
    public override ModelCapabilities Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.EnumerateArray()
            .Select(word => Enum.Parse<ModelCapabilities>(word.GetString()!, ignoreCase: true))
            .Aggregate(ModelCapabilities.None, (all, one) => all | one);
    }

    public override void Write(Utf8JsonWriter writer, ModelCapabilities value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var capability in Enum.GetValues<ModelCapabilities>())
        {
            if (capability != ModelCapabilities.None && value.HasFlag(capability))
            {
                writer.WriteStringValue(JsonNamingPolicy.CamelCase.ConvertName(capability.ToString()));
            }
        }

        writer.WriteEndArray();
    }
}
