using System.Text.Json;
using Missy.Simulation.Chat;

namespace Missy.Simulation.Responses;

/// <summary>Reads a Responses request.</summary>
internal static class ResponsesRequest
{
    public static ServiceError? Read(JsonElement body, string path, Call call)
    {
        var error = body.ReadModel(call) ?? body.ReadLimit("max_output_tokens", call);
        call.Stream = body.Flag("stream");
        error ??= path.Contains("/codex/", StringComparison.Ordinal) ? CheckCodex(body) : null;
        if (error is not null)
        {
            return error;
        }

        call.AddMessage("system", body.Text("instructions") ?? "");
        var input = body.Field("input");
        if (input.ValueKind == JsonValueKind.String)
        {
            call.AddMessage("user", input.GetString()!);
        }
        else if (body.NeedItems("input") is { } wrong)
        {
            return wrong;
        }

        foreach (var item in input.Items())
        {
            ReadItem(item, call);
        }

        var choice = body.Field("tool_choice");
        if (choice.ValueKind != JsonValueKind.String || !choice.ValueEquals("none"u8))
        {
            call.Tools = ToolPicker.Pick(body.Field("tools"), choice.Text("name"), null, "parameters");
        }

        var reasoning = body.Field("reasoning");
        call.Thinks = reasoning.Text("effort") is { } effort && effort != "none";
        call.ShowsThoughts = call.Thinks && reasoning.Text("summary") is not null;
        var format = body.Field("text").Field("format");
        call.WantsJson = format.Text("type") is "json_object" or "json_schema";
        call.OutputSchema = format.Field("schema");
        return null;
    }

    private static void ReadItem(JsonElement item, Call call)
    {
        switch (item.Text("type"))
        {
            case "function_call_output":
                var output = item.Field("output").JoinedText();
                call.AddMessage("tool", output);
                call.AddToolResult(output);
                break;
            case "function_call":
                call.AddMessage("call", item.Text("name") ?? "");
                call.EndToolResults();
                break;
            case null or "message":
                call.AddMessage(item.Text("role") ?? "user", item.Field("content").JoinedText());
                call.EndToolResults();
                break;
        }
    }

    // The account backend behind Codex only streams and stores nothing.
    private static ServiceError? CheckCodex(JsonElement body) =>
        !body.Flag("stream") ? new ServiceError(400, "Stream must be set to true.", Param: "stream")
        : body.Field("store").ValueKind != JsonValueKind.False ? new ServiceError(400, "Store must be set to false.", Param: "store")
        : null;
}
