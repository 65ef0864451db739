using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.Anthropic;

/// <summary>Writes a Messages request.</summary>
internal static class AnthropicRequestWriter
{
    public static void Write(Utf8JsonWriter writer, CompletionRequest request, bool stream, AnthropicWireOptions wire)
    {
        var system = request.JoinedSystem();
        var caching = AnthropicCaching.Of(request, system, wire);
        var thinking = AnthropicThinking.Of(request);
        var body = new RequestBody(writer, request.Options);
        writer.WriteStartObject();
        body.Text("model", request.Model);
        body.Number("max_tokens", thinking.MaxTokens);
        if (system is not null && body.Begin("system"))
        {
            WriteSystem(writer, system, caching.Prefix);
        }

        AnthropicMessages.Write(writer, request.Messages, caching.Conversation);
        body.Number("temperature", request.Temperature);

        WriteThinking(body, thinking);
        WriteOutput(body, thinking.Effort, request.Schema);
        if (request.Tools.Count > 0 && body.Begin("tools"))
        {
            WriteTools(writer, request.Tools, cached: caching.Prefix && system is null);
        }

        if (stream)
        {
            body.Flag("stream", true);
        }

        body.Options();
        writer.WriteEndObject();
    }

    public static void WriteTools(Utf8JsonWriter writer, IReadOnlyList<ToolDefinition> tools, bool cached)
    {
        writer.WriteStartArray();
        for (var position = 0; position < tools.Count; position++)
        {
            var tool = tools[position];
            writer.WriteStartObject();
            writer.WriteString("name", tool.Name);
            if (tool.Description.Length > 0)
            {
                writer.WriteString("description", tool.Description);
            }

            writer.WritePropertyName("input_schema");
            tool.Parameters.WriteTo(writer);
            if (cached && position == tools.Count - 1)
            {
                WriteCacheControl(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteCacheControl(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("cache_control");
        writer.WriteString("type", "ephemeral");
        writer.WriteEndObject();
    }

    private static void WriteSystem(Utf8JsonWriter writer, string system, bool cached)
    {
        if (!cached)
        {
            writer.WriteStringValue(system);
            return;
        }

        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteString("type", "text");
        writer.WriteString("text", system);
        WriteCacheControl(writer);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteThinking(RequestBody body, AnthropicThinking thinking)
    {
        if (thinking.Type is { } type && body.Begin("thinking"))
        {
            body.Writer.WriteStartObject();
            body.Writer.WriteString("type", type);
            if (thinking.Budget is { } budget)
            {
                body.Writer.WriteNumber("budget_tokens", budget);
            }

            body.Writer.WriteEndObject();
        }
    }

    private static void WriteOutput(RequestBody body, string? effort, AnswerSchema? schema)
    {
        var format = schema is { IsHeld: true } ? AnthropicSchema.Of(schema.Schema) : null;
        if ((effort is null && format is null) || !body.Begin("output_config"))
        {
            return;
        }

        body.Writer.WriteStartObject();
        if (effort is not null)
        {
            body.Writer.WriteString("effort", effort);
        }

        if (format is { } held)
        {
            body.Writer.WriteStartObject("format");
            body.Writer.WriteString("type", "json_schema");
            body.Writer.WritePropertyName("schema");
            held.WriteTo(body.Writer);
            body.Writer.WriteEndObject();
        }

        body.Writer.WriteEndObject();
    }
}
