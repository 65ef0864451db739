using System.Text.Json;
using Missy.Simulation.Chat;

namespace Missy.Simulation.Anthropic;

/// <summary>Reads a Messages request.</summary>
internal static class AnthropicRequest
{
    public static ServiceError? Read(JsonElement body, Call call)
    {
        var error = body.ReadModel(call) ?? body.NeedItems("messages") ?? body.ReadLimit("max_tokens", call)
            ?? (call.MaxTokens is null ? ServiceError.Missing("max_tokens") : null);
        call.Stream = body.Flag("stream");
        if (error is not null)
        {
            return error;
        }

        call.AddMessage("system", body.Field("system").JoinedText());
        foreach (var message in body.Field("messages").EnumerateArray())
        {
            if (message.Text("role") is not ("user" or "assistant" or "system"))
            {
                return new ServiceError(400, "A message's role must be 'user' or 'assistant'.", Param: "messages.role");
            }

            ReadMessage(message, call);
        }

        var choice = body.Field("tool_choice");
        if (choice.Text("type") != "none")
        {
            var forced = choice.Text("type") == "tool" ? choice.Text("name") : null;
            call.Tools = ToolPicker.Pick(body.Field("tools"), forced, null, "input_schema");
        }

        call.Thinks = body.Field("thinking").Text("type") is "enabled" or "adaptive";
        var format = body.Field("output_config").Field("format");
        format = format.IsAbsent() ? body.Field("output_format") : format;
        call.OutputSchema = format.Field("schema");
        call.WantsJson = format.Text("type") == "json_schema";
        return null;
    }

    private static void ReadMessage(JsonElement message, Call call)
    {
        var content = message.Field("content");
        call.AddMessage(message.Text("role")!, content.JoinedText());
        call.EndToolResults();
        foreach (var block in content.Items())
        {
            switch (block.Text("type"))
            {
                case "tool_result":
                    var result = block.Field("content").JoinedText();
                    call.AddMessage("tool", result);
                    call.AddToolResult(result);
                    break;
                case "tool_use":
                    call.AddMessage("call", block.Text("name") ?? "");
                    break;
            }
        }
    }
}
