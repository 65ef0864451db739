using System.Text.Json;
using Missy.Simulation.Chat;

namespace Missy.Simulation.OpenAI;

/// <summary>Reads a Chat Completions request.</summary>
internal static class ChatRequest
{
    public static ServiceError? Read(JsonElement body, string path, Call call)
    {
        var error = body.ReadModel(call, Deployment(path)) ?? body.NeedItems("messages")
            ?? body.ReadLimit("max_tokens", call) ?? body.ReadLimit("max_completion_tokens", call);
        call.Stream = body.Flag("stream");
        if (error is not null)
        {
            return error;
        }

        foreach (var message in body.Field("messages").EnumerateArray())
        {
            if (message.Text("role") is not { Length: > 0 } role)
            {
                return ServiceError.Missing("messages[].role");
            }

            ReadMessage(message, role, call);
        }

        var choice = body.Field("tool_choice");
        if (choice.ValueKind != JsonValueKind.String || !choice.ValueEquals("none"u8))
        {
            call.Tools = ToolPicker.Pick(body.Field("tools"), choice.Field("function").Text("name"), "function", "parameters");
        }

        call.IncludeUsage = body.Field("stream_options").Flag("include_usage");
        call.Thinks = body.Text("reasoning_effort") is { } effort && effort != "none";
        var format = body.Field("response_format");
        call.WantsJson = format.Text("type") is "json_object" or "json_schema";
        call.OutputSchema = format.Field("json_schema").Field("schema");
        return null;
    }

    private static void ReadMessage(JsonElement message, string role, Call call)
    {
        var text = message.Field("content").JoinedText();
        call.AddMessage(role, text);
        if (role is "tool" or "function")
        {
            call.AddToolResult(text);
            return;
        }

        call.EndToolResults();
        foreach (var tool in message.Field("tool_calls").Items())
        {
            call.AddMessage("call", tool.Field("function").Text("name") ?? "");
        }
    }

    // Azure OpenAI names the model in the path: /openai/deployments/{deployment}/chat/completions.
    private static string? Deployment(string path)
    {
        const string Marker = "/deployments/";
        var start = path.IndexOf(Marker, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        start += Marker.Length;
        var end = path.IndexOf('/', start);
        return end > start ? Uri.UnescapeDataString(path[start..end]) : null;
    }
}
