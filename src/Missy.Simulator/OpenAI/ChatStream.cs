using System.Text.Json;
using Missy.Simulation.Chat;

namespace Missy.Simulation.OpenAI;

/// <summary>Writes an answer as <c>chat.completion.chunk</c> objects, ended by <c>[DONE]</c>.</summary>
internal static class ChatStream
{
    public static void Write(EventLog log, Call call, Answer answer)
    {
        var json = Open(log, call);
        json.WriteString("role"u8, "assistant"u8);
        if (answer.ToolUses.Count == 0)
        {
            json.WriteString("content"u8, ""u8);
        }
        else
        {
            json.WriteNull("content"u8);
        }

        json.WriteNull("refusal"u8);
        Close(log, json, call, null);
        WriteText(log, call, answer);
        foreach (var use in answer.ToolUses)
        {
            WriteToolCall(log, call, use);
        }

        json = Open(log, call);
        Close(log, json, call, ChatAnswer.FinishReason(answer));
        if (call.IncludeUsage)
        {
            json = log.Begin();
            ChatAnswer.WriteStart(json, call, "chat.completion.chunk"u8);
            json.WriteStartArray("choices"u8);
            json.WriteEndArray();
            ChatAnswer.WriteUsage(json, call, answer);
            json.WriteEndObject();
            log.End();
        }

        log.AddRaw("[DONE]"u8, role: EventRole.End);
    }

    private static void WriteText(EventLog log, Call call, Answer answer)
    {
        for (var start = 0; start < answer.Text.Length;)
        {
            var end = answer.PieceEnd(start);
            var json = Open(log, call);
            json.WriteString("content"u8, answer.Text.AsSpan(start, end - start));
            Close(log, json, call, null, EventRole.Delta);
            start = end;
        }
    }

    private static void WriteToolCall(EventLog log, Call call, ToolUse use)
    {
        var json = OpenToolCall(log, call, use);
        json.WriteString("id"u8, ChatAnswer.ToolId(call, use));
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, use.Name);
        json.WriteString("arguments"u8, ""u8);
        CloseToolCall(log, json, call, EventRole.Frame);
        for (var start = 0; start < use.Arguments.Length;)
        {
            var end = use.PieceEnd(start);
            json = OpenToolCall(log, call, use);
            json.WriteStartObject("function"u8);
            json.WriteString("arguments"u8, use.Arguments.AsSpan(start, end - start));
            CloseToolCall(log, json, call, EventRole.Delta);
            start = end;
        }
    }

    private static Utf8JsonWriter OpenToolCall(EventLog log, Call call, ToolUse use)
    {
        var json = Open(log, call);
        json.WriteStartArray("tool_calls"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, use.Index);
        return json;
    }

    private static void CloseToolCall(EventLog log, Utf8JsonWriter json, Call call, EventRole role)
    {
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        Close(log, json, call, null, role);
    }

    private static Utf8JsonWriter Open(EventLog log, Call call)
    {
        var json = log.Begin();
        ChatAnswer.WriteStart(json, call, "chat.completion.chunk"u8);
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("delta"u8);
        return json;
    }

    private static void Close(EventLog log, Utf8JsonWriter json, Call call, string? finish, EventRole role = EventRole.Frame)
    {
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, finish);
        json.WriteEndObject();
        json.WriteEndArray();
        if (call.IncludeUsage)
        {
            json.WriteNull("usage"u8);
        }

        json.WriteEndObject();
        log.End(role: role);
    }
}
