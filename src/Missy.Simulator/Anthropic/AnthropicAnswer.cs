using System.Text.Json;
using Missy.Simulation.Chat;

namespace Missy.Simulation.Anthropic;

/// <summary>Writes a Messages answer in one piece.</summary>
internal static class AnthropicAnswer
{
    public static void Write(Utf8JsonWriter json, Call call, Answer answer)
    {
        WriteStart(json, call);
        json.WriteStartArray("content"u8);
        if (answer.Thinking.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "thinking"u8);
            json.WriteString("thinking"u8, answer.Thinking);
            json.WriteString("signature"u8, Signature(call));
            json.WriteEndObject();
        }

        foreach (var use in answer.ToolUses)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "tool_use"u8);
            json.WriteString("id"u8, ToolId(call, use));
            json.WriteString("name"u8, use.Name);
            json.WritePropertyName("input"u8);
            json.WriteRawValue(use.Arguments, skipInputValidation: true);
            json.WriteEndObject();
        }

        if (answer.Text.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, answer.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteStop(json, answer);
        WriteUsage(json, call, answer.Tokens);
        json.WriteEndObject();
    }

    /// <summary>Opens the message object, up to its role and model.</summary>
    public static void WriteStart(Utf8JsonWriter json, Call call)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, "msg_" + call.Id);
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("model"u8, call.Model);
    }

    public static void WriteStop(Utf8JsonWriter json, Answer answer)
    {
        json.WriteString("stop_reason"u8, answer.Finish switch
        {
            FinishKind.ToolCall => "tool_use"u8,
            FinishKind.Length => "max_tokens"u8,
            _ => "end_turn"u8,
        });
        json.WriteNull("stop_sequence"u8);
    }

    public static void WriteUsage(Utf8JsonWriter json, Call call, int outputTokens)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, call.PromptTokens);
        json.WriteNumber("cache_creation_input_tokens"u8, 0);
        json.WriteNumber("cache_read_input_tokens"u8, 0);
        json.WriteNumber("output_tokens"u8, outputTokens);
        json.WriteString("service_tier"u8, "standard"u8);
        json.WriteEndObject();
    }

    public static string ToolId(Call call, ToolUse use) => use.Id("toolu_", call);

    public static string Signature(Call call) => "c2ltdWxhdGVk" + call.Id;
}
