using System.Text.Json;
using Missy.Simulation.Chat;

namespace Missy.Simulation.OpenAI;

/// <summary>Writes a <c>chat.completion</c> object.</summary>
internal static class ChatAnswer
{
    /// <summary>2026-01-01T00:00:00Z: answers depend on the request alone, so their time is fixed.</summary>
    public const long Created = 1767225600;

    public static void Write(Utf8JsonWriter json, Call call, Answer answer)
    {
        WriteStart(json, call, "chat.completion"u8);
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        if (answer.ToolUses.Count == 0)
        {
            json.WriteString("content"u8, answer.Text);
        }
        else
        {
            json.WriteNull("content"u8);
            WriteToolCalls(json, call, answer);
        }

        json.WriteNull("refusal"u8);
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, FinishReason(answer));
        json.WriteEndObject();
        json.WriteEndArray();
        WriteUsage(json, call, answer);
        json.WriteEndObject();
    }

    /// <summary>Opens the object, up to the fields that an answer and its chunks have alike.</summary>
    public static void WriteStart(Utf8JsonWriter json, Call call, ReadOnlySpan<byte> type)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, call.IdWith("chatcmpl-"));
        json.WriteString("object"u8, type);
        json.WriteNumber("created"u8, Created);
        json.WriteString("model"u8, call.Model);
        json.WriteString("service_tier"u8, "default"u8);
        json.WriteString("system_fingerprint"u8, "fp_simulated"u8);
    }

    public static string FinishReason(Answer answer) => answer.Finish switch
    {
        FinishKind.ToolCall => "tool_calls",
        FinishKind.Length => "length",
        _ => "stop",
    };

    public static void WriteUsage(Utf8JsonWriter json, Call call, Answer answer)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, call.PromptTokens);
        json.WriteNumber("completion_tokens"u8, answer.Tokens);
        json.WriteNumber("total_tokens"u8, call.PromptTokens + answer.Tokens);
        json.WriteStartObject("prompt_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, 0);
        json.WriteNumber("audio_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteStartObject("completion_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, answer.ThinkingTokens);
        json.WriteNumber("audio_tokens"u8, 0);
        json.WriteNumber("accepted_prediction_tokens"u8, 0);
        json.WriteNumber("rejected_prediction_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static string ToolId(Call call, ToolUse use) => use.Id("call_", call);

    private static void WriteToolCalls(Utf8JsonWriter json, Call call, Answer answer)
    {
        json.WriteStartArray("tool_calls"u8);
        foreach (var use in answer.ToolUses)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, ToolId(call, use));
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, use.Name);
            json.WriteString("arguments"u8, use.Arguments);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
