using System.Text.Json;
using Missy.Simulation.Chat;

namespace Missy.Simulation.Anthropic;

/// <summary>Writes a Messages answer as the events of docs.anthropic.com, "Streaming Messages".</summary>
internal static class AnthropicStream
{
    public static void Write(EventLog log, Call call, Answer answer)
    {
        WriteMessageStart(log, call);
        log.AddRaw("""{"type":"ping"}"""u8, "ping");
        var index = 0;
        if (answer.Thinking.Length > 0)
        {
            WriteThinking(log, call, answer, index++);
        }

        foreach (var use in answer.ToolUses)
        {
            WriteToolUse(log, call, use, index++);
        }

        if (answer.Text.Length > 0)
        {
            WriteText(log, answer, index);
        }

        var json = Open(log, "message_delta"u8);
        json.WriteStartObject("delta"u8);
        AnthropicAnswer.WriteStop(json, answer);
        json.WriteEndObject();
        AnthropicAnswer.WriteUsage(json, call, answer.Tokens);
        Close(log, json, "message_delta");
        log.AddRaw("""{"type":"message_stop"}"""u8, "message_stop", EventRole.End);
    }

    private static void WriteMessageStart(EventLog log, Call call)
    {
        var json = Open(log, "message_start"u8);
        json.WritePropertyName("message"u8);
        AnthropicAnswer.WriteStart(json, call);
        json.WriteStartArray("content"u8);
        json.WriteEndArray();
        json.WriteNull("stop_reason"u8);
        json.WriteNull("stop_sequence"u8);
        AnthropicAnswer.WriteUsage(json, call, 1);
        json.WriteEndObject();
        Close(log, json, "message_start");
    }

    private static void WriteThinking(EventLog log, Call call, Answer answer, int index)
    {
        var json = OpenBlock(log, index, "thinking"u8);
        json.WriteString("thinking"u8, ""u8);
        json.WriteString("signature"u8, ""u8);
        CloseBlockStart(log, json);
        for (var start = 0; start < answer.Thinking.Length;)
        {
            var end = TextPieces.End(answer.Thinking, start);
            WriteDelta(log, index, "thinking_delta"u8, "thinking"u8, answer.Thinking.AsSpan(start, end - start));
            start = end;
        }

        WriteDelta(log, index, "signature_delta"u8, "signature"u8, AnthropicAnswer.Signature(call), EventRole.Frame);
        WriteBlockStop(log, index);
    }

    private static void WriteText(EventLog log, Answer answer, int index)
    {
        var json = OpenBlock(log, index, "text"u8);
        json.WriteString("text"u8, ""u8);
        CloseBlockStart(log, json);
        for (var start = 0; start < answer.Text.Length;)
        {
            var end = answer.PieceEnd(start);
            WriteDelta(log, index, "text_delta"u8, "text"u8, answer.Text.AsSpan(start, end - start));
            start = end;
        }

        WriteBlockStop(log, index);
    }

    private static void WriteToolUse(EventLog log, Call call, ToolUse use, int index)
    {
        var json = OpenBlock(log, index, "tool_use"u8);
        json.WriteString("id"u8, AnthropicAnswer.ToolId(call, use));
        json.WriteString("name"u8, use.Name);
        json.WriteStartObject("input"u8);
        json.WriteEndObject();
        CloseBlockStart(log, json);
        WriteDelta(log, index, "input_json_delta"u8, "partial_json"u8, "", EventRole.Frame);
        for (var start = 0; start < use.Arguments.Length;)
        {
            var end = use.PieceEnd(start);
            WriteDelta(log, index, "input_json_delta"u8, "partial_json"u8, use.Arguments.AsSpan(start, end - start));
            start = end;
        }

        WriteBlockStop(log, index);
    }

    private static Utf8JsonWriter OpenBlock(EventLog log, int index, ReadOnlySpan<byte> type)
    {
        var json = Open(log, "content_block_start"u8);
        json.WriteNumber("index"u8, index);
        json.WriteStartObject("content_block"u8);
        json.WriteString("type"u8, type);
        return json;
    }

    private static void CloseBlockStart(EventLog log, Utf8JsonWriter json)
    {
        json.WriteEndObject();
        Close(log, json, "content_block_start");
    }

    private static void WriteDelta(
        EventLog log, int index, ReadOnlySpan<byte> type, ReadOnlySpan<byte> field, ReadOnlySpan<char> text, EventRole role = EventRole.Delta)
    {
        var json = Open(log, "content_block_delta"u8);
        json.WriteNumber("index"u8, index);
        json.WriteStartObject("delta"u8);
        json.WriteString("type"u8, type);
        json.WriteString(field, text);
        json.WriteEndObject();
        Close(log, json, "content_block_delta", role);
    }

    private static void WriteBlockStop(EventLog log, int index)
    {
        var json = Open(log, "content_block_stop"u8);
        json.WriteNumber("index"u8, index);
        Close(log, json, "content_block_stop");
    }

    private static Utf8JsonWriter Open(EventLog log, ReadOnlySpan<byte> type)
    {
        var json = log.Begin();
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        return json;
    }

    private static void Close(EventLog log, Utf8JsonWriter json, string name, EventRole role = EventRole.Frame)
    {
        json.WriteEndObject();
        log.End(name, role);
    }
}
