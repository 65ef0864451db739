using System.Text.Json;
using Missy.Chat;
using Missy.Providers.OpenAI;

namespace Missy.Providers.Responses;

/// <summary>Writes a Responses request (API reference, "Create a model response").</summary>
internal static class ResponsesRequestWriter
{
    public static void Write(Utf8JsonWriter writer, CompletionRequest request, bool stream, ResponsesWireOptions wire)
    {
        var body = new RequestBody(writer, request.Options);
        writer.WriteStartObject();
        body.Text("model", request.Model);
        body.Text("instructions", request.JoinedSystem() ?? wire.DefaultInstructions);
        ResponsesInput.Write(writer, request.Messages);
        if (request.Tools.Count > 0 && body.Begin("tools"))
        {
            WriteTools(writer, request.Tools);
        }

        if (wire.Sampling)
        {
            body.Number("max_output_tokens", request.MaxTokens);
            body.Number("temperature", request.Temperature);
        }

        if (request.Schema is { IsHeld: true } schema && body.Begin("text"))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("format");
            writer.WriteString("type", "json_schema");
            OpenAIRequestWriter.WriteSchema(writer, schema);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        WriteReasoning(body, request.ReasoningEffort, wire);
        body.Flag("store", false);
        if (stream)
        {
            body.Flag("stream", true);
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
            writer.WriteString("name", tool.Name);
            if (tool.Description.Length > 0)
            {
                writer.WriteString("description", tool.Description);
            }

            writer.WritePropertyName("parameters");
            tool.Parameters.WriteTo(writer);

            // Functions are strict here unless it is said that they are not, and strict ones must make every property required
            // (guide "Function calling", "Strict mode"): most schemas are not written so.
            writer.WriteBoolean("strict", false);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteReasoning(RequestBody body, ReasoningEffort? effort, ResponsesWireOptions wire)
    {
        if (Effort(effort) is { } name && body.Begin("reasoning"))
        {
            body.Writer.WriteStartObject();
            body.Writer.WriteString("effort", name);
            if (wire.ReasoningSummary is { } summary && effort != ReasoningEffort.None)
            {
                body.Writer.WriteString("summary", summary);
            }

            body.Writer.WriteEndObject();
        }

        if ((wire.EncryptedReasoning || effort is not null) && body.Begin("include"))
        {
            body.Writer.WriteStartArray();
            body.Writer.WriteStringValue("reasoning.encrypted_content");
            body.Writer.WriteEndArray();
        }
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
