using System.Text.Json;
using Missy.Simulation.Anthropic;
using Missy.Simulation.Chat;
using Missy.Simulation.OpenAI;

namespace Missy.Simulation.Exchanges;

/// <summary>Writes lists of models in the form of each service.</summary>
internal static class ModelLists
{
    private const string Created = "2026-01-01T00:00:00Z";

    public static void Write(Utf8JsonWriter json, Wire wire, IReadOnlyList<string> models)
    {
        json.WriteStartObject();
        var isAnthropic = wire is AnthropicWire;
        if (!isAnthropic)
        {
            json.WriteString("object"u8, "list"u8);
        }

        json.WriteStartArray("data"u8);
        foreach (var model in models)
        {
            WriteOne(json, wire, model);
        }

        json.WriteEndArray();
        if (isAnthropic)
        {
            json.WriteBoolean("has_more"u8, false);
            json.WriteString("first_id"u8, models.Count > 0 ? models[0] : null);
            json.WriteString("last_id"u8, models.Count > 0 ? models[^1] : null);
        }

        json.WriteEndObject();
    }

    public static void WriteOne(Utf8JsonWriter json, Wire wire, string model)
    {
        json.WriteStartObject();
        if (wire is AnthropicWire)
        {
            json.WriteString("type"u8, "model"u8);
            json.WriteString("id"u8, model);
            json.WriteString("display_name"u8, model);
            json.WriteString("created_at"u8, Created);
        }
        else
        {
            json.WriteString("id"u8, model);
            json.WriteString("object"u8, "model"u8);
            json.WriteNumber("created"u8, ChatAnswer.Created);
            json.WriteString("owned_by"u8, "missy-simulator"u8);
        }

        json.WriteEndObject();
    }

    public static void WriteTags(Utf8JsonWriter json, IReadOnlyList<string> models)
    {
        json.WriteStartObject();
        json.WriteStartArray("models"u8);
        foreach (var model in models)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, model);
            json.WriteString("model"u8, model);
            json.WriteString("modified_at"u8, Created);
            json.WriteNumber("size"u8, 0);
            json.WriteString("digest"u8, new StableHash().Add(model).ToHex());
            json.WriteStartObject("details"u8);
            json.WriteString("parent_model"u8, ""u8);
            json.WriteString("format"u8, "simulated"u8);
            json.WriteString("family"u8, "simulated"u8);
            json.WriteStartArray("families"u8);
            json.WriteStringValue("simulated"u8);
            json.WriteEndArray();
            json.WriteString("parameter_size"u8, "0"u8);
            json.WriteString("quantization_level"u8, "none"u8);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
