using System.Text.Json;
using Missy.Simulation.Chat;

namespace Missy.Simulation.Ollama;

/// <summary>Reads a chat request. Ollama streams unless <c>stream</c> is false, and takes a request without messages as "load the model".</summary>
internal static class OllamaRequest
{
    public static ServiceError? Read(JsonElement body, Call call)
    {
        call.Stream = body.Field("stream").ValueKind != JsonValueKind.False;
        if (body.ReadModel(call) is { } error)
        {
            return error;
        }

        var messages = body.Field("messages");
        if (!messages.IsAbsent() && messages.ValueKind != JsonValueKind.Array)
        {
            return ServiceError.WrongType("messages", "an array");
        }

        call.LoadsOnly = messages.IsAbsent() || messages.GetArrayLength() == 0;
        foreach (var message in messages.Items())
        {
            ReadMessage(message, call);
        }

        call.MaxTokens = body.Field("options").Number("num_predict") is { } limit and > 0 ? limit : null;
        call.Tools = ToolPicker.Pick(body.Field("tools"), null, "function", "parameters");
        call.Thinks = body.Field("think") is { ValueKind: JsonValueKind.True or JsonValueKind.String };
        call.OutputSchema = body.Field("format");
        call.WantsJson = call.OutputSchema.ValueKind == JsonValueKind.Object || body.Text("format") == "json";
        return null;
    }

    private static void ReadMessage(JsonElement message, Call call)
    {
        var role = message.Text("role") ?? "";
        var text = message.Field("content").JoinedText();
        call.AddMessage(role, text);
        if (role == "tool")
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
}
