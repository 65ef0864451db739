using System.Text.Json;
using Missy.Simulation.Chat;
using Missy.Simulation.OpenAI;

namespace Missy.Simulation.Responses;

/// <summary>Writes the <c>response</c> object and its output items.</summary>
internal static class ResponsesAnswer
{
    /// <param name="json">Where to.</param>
    /// <param name="call">What was asked.</param>
    /// <param name="answer">The answer, or null while there is no output yet.</param>
    /// <param name="status">The response's status: <c>in_progress</c>, <c>completed</c>, <c>incomplete</c> or <c>failed</c>.</param>
    /// <param name="error">The reason of a failure.</param>
    public static void Write(Utf8JsonWriter json, Call call, Answer? answer, string status, ServiceError? error = null)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, "resp_" + call.Id);
        json.WriteString("object"u8, "response"u8);
        json.WriteNumber("created_at"u8, ChatAnswer.Created);
        json.WriteString("status"u8, status);
        WriteOutcome(json, status, error);
        json.WriteNull("instructions"u8);
        if (call.MaxTokens is { } limit)
        {
            json.WriteNumber("max_output_tokens"u8, limit);
        }
        else
        {
            json.WriteNull("max_output_tokens"u8);
        }

        json.WriteString("model"u8, call.Model);
        json.WriteStartArray("output"u8);
        if (answer is not null && error is null)
        {
            WriteOutput(json, call, answer);
        }

        json.WriteEndArray();
        json.WriteBoolean("parallel_tool_calls"u8, true);
        json.WriteNull("previous_response_id"u8);
        json.WriteBoolean("store"u8, false);
        json.WriteNumber("temperature"u8, 1.0);
        json.WriteString("tool_choice"u8, "auto"u8);
        json.WriteStartArray("tools"u8);
        json.WriteEndArray();
        json.WriteNumber("top_p"u8, 1.0);
        json.WriteString("truncation"u8, "disabled"u8);
        WriteUsage(json, call, error is null ? answer : null);
        json.WriteStartObject("metadata"u8);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteReasoning(Utf8JsonWriter json, Call call, string? summary)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, ReasoningId(call));
        json.WriteString("type"u8, "reasoning"u8);
        json.WriteStartArray("summary"u8);
        if (!string.IsNullOrEmpty(summary))
        {
            WriteSummary(json, summary);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteSummary(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "summary_text"u8);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }

    /// <param name="json">Where to.</param>
    /// <param name="call">What was asked.</param>
    /// <param name="text">The item's text, or null while its content has not begun.</param>
    /// <param name="status">The item's status.</param>
    public static void WriteMessage(Utf8JsonWriter json, Call call, string? text, string status)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, MessageId(call));
        json.WriteString("type"u8, "message"u8);
        json.WriteString("status"u8, status);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteStartArray("content"u8);
        if (text is not null)
        {
            WritePart(json, text);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WritePart(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "output_text"u8);
        json.WriteString("text"u8, text);
        json.WriteStartArray("annotations"u8);
        json.WriteEndArray();
        json.WriteStartArray("logprobs"u8);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteFunctionCall(Utf8JsonWriter json, Call call, ToolUse use, string arguments, string status)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, FunctionId(call, use));
        json.WriteString("type"u8, "function_call"u8);
        json.WriteString("status"u8, status);
        json.WriteString("call_id"u8, ChatAnswer.ToolId(call, use));
        json.WriteString("name"u8, use.Name);
        json.WriteString("arguments"u8, arguments);
        json.WriteEndObject();
    }

    public static string MessageId(Call call) => "msg_" + call.Id;

    public static string FunctionId(Call call, ToolUse use) => use.Id("fc_", call);

    public static string ReasoningId(Call call) => "rs_" + call.Id;

    private static void WriteOutput(Utf8JsonWriter json, Call call, Answer answer)
    {
        if (answer.ThinkingTokens > 0)
        {
            WriteReasoning(json, call, call.ShowsThoughts ? answer.Thinking : null);
        }

        foreach (var use in answer.ToolUses)
        {
            WriteFunctionCall(json, call, use, use.Arguments, "completed");
        }

        if (answer.Text.Length > 0)
        {
            WriteMessage(json, call, answer.Text, answer.Finish == FinishKind.Length ? "incomplete" : "completed");
        }
    }

    private static void WriteOutcome(Utf8JsonWriter json, string status, ServiceError? error)
    {
        if (error is null)
        {
            json.WriteNull("error"u8);
        }
        else
        {
            json.WriteStartObject("error"u8);
            json.WriteString("code"u8, OpenAIErrors.Code(error) ?? OpenAIErrors.Type(error));
            json.WriteString("message"u8, error.Message);
            json.WriteEndObject();
        }

        if (status == "incomplete")
        {
            json.WriteStartObject("incomplete_details"u8);
            json.WriteString("reason"u8, "max_output_tokens"u8);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("incomplete_details"u8);
        }
    }

    private static void WriteUsage(Utf8JsonWriter json, Call call, Answer? answer)
    {
        if (answer is null)
        {
            json.WriteNull("usage"u8);
            return;
        }

        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, call.PromptTokens);
        json.WriteStartObject("input_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteNumber("output_tokens"u8, answer.Tokens);
        json.WriteStartObject("output_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, answer.ThinkingTokens);
        json.WriteEndObject();
        json.WriteNumber("total_tokens"u8, call.PromptTokens + answer.Tokens);
        json.WriteEndObject();
    }
}
