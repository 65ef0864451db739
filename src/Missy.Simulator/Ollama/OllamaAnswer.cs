using System.Text.Json;
using Missy.Simulation.Chat;

namespace Missy.Simulation.Ollama;

/// <summary>Writes the parts that Ollama's answer and its streamed lines have in common.</summary>
internal static class OllamaAnswer
{
    public static void WriteStart(Utf8JsonWriter json, Call call)
    {
        json.WriteStartObject();
        json.WriteString("model"u8, call.Model);
        json.WriteString("created_at"u8, "2026-01-01T00:00:00Z"u8);
    }

    public static void WriteMessage(Utf8JsonWriter json, ReadOnlySpan<char> text, ReadOnlySpan<char> thinking)
    {
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, text);
        if (!thinking.IsEmpty)
        {
            json.WriteString("thinking"u8, thinking);
        }

        json.WriteEndObject();
    }

    public static void WriteToolMessage(Utf8JsonWriter json, Call call, Answer answer)
    {
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, ""u8);
        json.WriteStartArray("tool_calls"u8);
        foreach (var use in answer.ToolUses)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, use.Id("call_", call));
            json.WriteStartObject("function"u8);
            json.WriteNumber("index"u8, use.Index);
            json.WriteString("name"u8, use.Name);
            json.WritePropertyName("arguments"u8);
            json.WriteRawValue(use.Arguments, skipInputValidation: true);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes the end marker with counts and durations (nanoseconds, made up from the counts), and closes the object.</summary>
    public static void WriteEnd(Utf8JsonWriter json, Call call, Answer answer)
    {
        const long TokenNanoseconds = 1_000_000;
        json.WriteString("done_reason"u8, answer.Finish switch
        {
            FinishKind.Length => "length"u8,
            FinishKind.Load => "load"u8,
            _ => "stop"u8,
        });
        json.WriteBoolean("done"u8, true);
        if (answer.Finish != FinishKind.Load)
        {
            json.WriteNumber("total_duration"u8, (call.PromptTokens + answer.Tokens + 1) * TokenNanoseconds);
            json.WriteNumber("load_duration"u8, TokenNanoseconds);
            json.WriteNumber("prompt_eval_count"u8, call.PromptTokens);
            json.WriteNumber("prompt_eval_duration"u8, call.PromptTokens * TokenNanoseconds);
            json.WriteNumber("eval_count"u8, answer.Tokens);
            json.WriteNumber("eval_duration"u8, answer.Tokens * TokenNanoseconds);
        }

        json.WriteEndObject();
    }
}
