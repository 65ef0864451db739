using System.Text.Json;
using Missy.Simulation.Chat;

namespace Missy.Simulation.Responses;

/// <summary>Writes an answer as the typed events of the Responses API, numbered from 0.</summary>
internal sealed class ResponsesStream(EventLog log, Call call, Answer answer)
{
    private int _output;

    public void Write()
    {
        WriteResponse("response.created", null, "in_progress");
        WriteResponse("response.in_progress", null, "in_progress");
        if (answer.ThinkingTokens > 0)
        {
            WriteReasoning();
            _output++;
        }

        foreach (var use in answer.ToolUses)
        {
            WriteFunctionCall(use);
            _output++;
        }

        if (answer.Text.Length > 0)
        {
            WriteMessage();
        }

        var status = answer.Finish == FinishKind.Length ? "incomplete" : "completed";
        WriteResponse("response." + status, answer, status, EventRole.End);
    }

    private void WriteResponse(string name, Answer? content, string status, EventRole role = EventRole.Frame)
    {
        var json = Open(name);
        json.WritePropertyName("response"u8);
        ResponsesAnswer.Write(json, call, content, status);
        Close(json, name, role);
    }

    private void WriteReasoning()
    {
        var shown = call.ShowsThoughts ? answer.Thinking : null;
        var json = OpenItem("response.output_item.added");
        ResponsesAnswer.WriteReasoning(json, call, null);
        Close(json, "response.output_item.added");
        if (shown is not null)
        {
            WriteSummary(shown);
        }

        json = OpenItem("response.output_item.done");
        ResponsesAnswer.WriteReasoning(json, call, shown);
        Close(json, "response.output_item.done");
    }

    private void WriteSummary(string text)
    {
        WriteSummaryPart("response.reasoning_summary_part.added", "");
        for (var start = 0; start < text.Length;)
        {
            var end = TextPieces.End(text, start);
            var json = OpenSummary("response.reasoning_summary_text.delta");
            json.WriteString("delta"u8, text.AsSpan(start, end - start));
            Close(json, "response.reasoning_summary_text.delta", EventRole.Delta);
            start = end;
        }

        var done = OpenSummary("response.reasoning_summary_text.done");
        done.WriteString("text"u8, text);
        Close(done, "response.reasoning_summary_text.done");
        WriteSummaryPart("response.reasoning_summary_part.done", text);
    }

    private void WriteSummaryPart(string name, string text)
    {
        var json = OpenSummary(name);
        json.WritePropertyName("part"u8);
        ResponsesAnswer.WriteSummary(json, text);
        Close(json, name);
    }

    private Utf8JsonWriter OpenSummary(string name)
    {
        var json = Open(name, ResponsesAnswer.ReasoningId(call));
        json.WriteNumber("summary_index"u8, 0);
        return json;
    }

    private void WriteMessage()
    {
        var json = OpenItem("response.output_item.added");
        ResponsesAnswer.WriteMessage(json, call, null, "in_progress");
        Close(json, "response.output_item.added");
        WritePart("response.content_part.added", "");
        var id = ResponsesAnswer.MessageId(call);
        for (var start = 0; start < answer.Text.Length;)
        {
            var end = answer.PieceEnd(start);
            json = OpenContent("response.output_text.delta", id);
            json.WriteString("delta"u8, answer.Text.AsSpan(start, end - start));
            WriteNoLogprobs(json);
            Close(json, "response.output_text.delta", EventRole.Delta);
            start = end;
        }

        json = OpenContent("response.output_text.done", id);
        json.WriteString("text"u8, answer.Text);
        WriteNoLogprobs(json);
        Close(json, "response.output_text.done");
        WritePart("response.content_part.done", answer.Text);
        json = OpenItem("response.output_item.done");
        ResponsesAnswer.WriteMessage(json, call, answer.Text, answer.Finish == FinishKind.Length ? "incomplete" : "completed");
        Close(json, "response.output_item.done");
    }

    private void WritePart(string name, string text)
    {
        var json = OpenContent(name, ResponsesAnswer.MessageId(call));
        json.WritePropertyName("part"u8);
        ResponsesAnswer.WritePart(json, text);
        Close(json, name);
    }

    private void WriteFunctionCall(ToolUse use)
    {
        var json = OpenItem("response.output_item.added");
        ResponsesAnswer.WriteFunctionCall(json, call, use, "", "in_progress");
        Close(json, "response.output_item.added");
        var id = ResponsesAnswer.FunctionId(call, use);
        for (var start = 0; start < use.Arguments.Length;)
        {
            var end = use.PieceEnd(start);
            json = Open("response.function_call_arguments.delta", id);
            json.WriteString("delta"u8, use.Arguments.AsSpan(start, end - start));
            Close(json, "response.function_call_arguments.delta", EventRole.Delta);
            start = end;
        }

        json = Open("response.function_call_arguments.done", id);
        json.WriteString("name"u8, use.Name);
        json.WriteString("arguments"u8, use.Arguments);
        Close(json, "response.function_call_arguments.done");
        json = OpenItem("response.output_item.done");
        ResponsesAnswer.WriteFunctionCall(json, call, use, use.Arguments, "completed");
        Close(json, "response.output_item.done");
    }

    private static void WriteNoLogprobs(Utf8JsonWriter json)
    {
        json.WriteStartArray("logprobs"u8);
        json.WriteEndArray();
    }

    private Utf8JsonWriter OpenContent(string name, string id)
    {
        var json = Open(name, id);
        json.WriteNumber("content_index"u8, 0);
        return json;
    }

    private Utf8JsonWriter OpenItem(string name)
    {
        var json = Open(name);
        json.WriteNumber("output_index"u8, _output);
        json.WritePropertyName("item"u8);
        return json;
    }

    private Utf8JsonWriter Open(string name, string itemId)
    {
        var json = Open(name);
        json.WriteString("item_id"u8, itemId);
        json.WriteNumber("output_index"u8, _output);
        return json;
    }

    private Utf8JsonWriter Open(string name)
    {
        var json = log.Begin();
        json.WriteStartObject();
        json.WriteString("type"u8, name);
        json.WriteNumber("sequence_number"u8, log.Events.Count);
        return json;
    }

    private void Close(Utf8JsonWriter json, string name, EventRole role = EventRole.Frame)
    {
        json.WriteEndObject();
        log.End(name, role);
    }
}
