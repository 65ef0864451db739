using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.OpenAI;

/// <summary>Writes a Chat Completions request.</summary>
internal static class OpenAIRequestWriter
{
    public static void Write(Utf8JsonWriter writer, CompletionRequest request, bool stream, OpenAIWireOptions wire)
    {
        var body = new RequestBody(writer, request.Options);
        writer.WriteStartObject();
        body.Text("model", request.Model);
        RoleMessages.Write(writer, request, WriteResult, WriteMessage);
        body.Number(wire.MaxTokensField, request.MaxTokens);
        body.Number("temperature", request.Temperature);
        body.Text("reasoning_effort", Effort(request.ReasoningEffort));
        if (request.Tools.Count > 0 && body.Begin("tools"))
        {
            WriteTools(writer, request.Tools);
        }

        if (request.Schema is { IsHeld: true } schema && body.Begin("response_format"))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "json_schema");
            writer.WriteStartObject("json_schema");
            WriteSchema(writer, schema);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        if (stream)
        {
            body.Flag("stream", true);
            if (wire.StreamUsage && body.Begin("stream_options"))
            {
                writer.WriteStartObject();
                writer.WriteBoolean("include_usage", true);
                writer.WriteEndObject();
            }
        }

        body.Options();
        writer.WriteEndObject();
    }

    public static void WriteTools(Utf8JsonWriter writer, IReadOnlyList<ToolDefinition> tools)
    {
        writer.WriteStartArray();
        foreach (var tool in tools)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "function");
            writer.WriteStartObject("function");
            writer.WriteString("name", tool.Name);
            if (tool.Description.Length > 0)
            {
                writer.WriteString("description", tool.Description);
            }

            writer.WritePropertyName("parameters");
            tool.Parameters.WriteTo(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes the members by which both wires of OpenAI name a schema.</summary>
    public static void WriteSchema(Utf8JsonWriter writer, AnswerSchema schema)
    {
        writer.WriteString("name", schema.Name);
        writer.WritePropertyName("schema");
        schema.Schema.WriteTo(writer);
        writer.WriteBoolean("strict", StrictSchema.Fits(schema.Schema));
    }

    private static void WriteResult(Utf8JsonWriter writer, ToolResult result)
    {
        writer.WriteString("tool_call_id", result.ToolCallId);
        writer.WriteString("content", result.Content);
    }

    private static void WriteMessage(Utf8JsonWriter writer, ChatMessage message)
    {
        WriteContent(writer, message);
        WriteToolCalls(writer, message);
    }

    private static void WriteContent(Utf8JsonWriter writer, ChatMessage message)
    {
        var calls = message.Content.Any(part => part is ToolCallPart);
        if (!message.Content.Any(part => part is ImagePart or DocumentPart))
        {
            var text = message.Text;
            if (text.Length > 0 || !calls)
            {
                writer.WriteString("content", text);
            }

            return;
        }

        writer.WriteStartArray("content");
        foreach (var part in message.Content)
        {
            switch (part)
            {
                case TextPart text:
                    writer.WriteStartObject();
                    writer.WriteString("type", "text");
                    writer.WriteString("text", text.Text);
                    writer.WriteEndObject();
                    break;
                case DocumentPart document:
                    writer.WriteStartObject();
                    writer.WriteString("type", "file");
                    writer.WriteStartObject("file");
                    writer.WriteString("filename", document.Name);
                    writer.WriteString("file_data", DataUrls.Url(document));
                    writer.WriteEndObject();
                    writer.WriteEndObject();
                    break;
                case ImagePart image:
                    writer.WriteStartObject();
                    writer.WriteString("type", "image_url");
                    writer.WriteStartObject("image_url");
                    writer.WriteString("url", DataUrls.Url(image));
                    writer.WriteEndObject();
                    writer.WriteEndObject();
                    break;
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteToolCalls(Utf8JsonWriter writer, ChatMessage message)
    {
        var calls = message.Content.OfType<ToolCallPart>().Select(part => part.Call).ToList();
        if (calls.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("tool_calls");
        foreach (var call in calls)
        {
            writer.WriteStartObject();
            writer.WriteString("id", call.Id);
            writer.WriteString("type", "function");
            writer.WriteStartObject("function");
            writer.WriteString("name", call.Name);
            writer.WriteString("arguments", call.RawArguments);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string? Effort(ReasoningEffort? effort) => effort switch
    {
        ReasoningEffort.None => "none",
        ReasoningEffort.Low => "low",
        ReasoningEffort.Medium => "medium",
        ReasoningEffort.High => "high",
        _ => null,
    };
}
