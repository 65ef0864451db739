using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.Responses;

/// <summary>Reads a whole response: a stream's last snapshot of which nothing was seen before.</summary>
internal static class ResponsesResponseReader
{
    public static void Read(JsonElement response, AnswerBuilder answer)
    {
        if (response.Member("output") is not { ValueKind: JsonValueKind.Array } && response.Text("status") is null)
        {
            throw new JsonException("The answer has no \"output\".");
        }

        var output = new ResponsesOutput(answer);
        output.ReadResponse(response, response.Text("status") ?? "completed");
        answer.Usage = ResponsesUsage.Read(response) ?? TokenUsage.None;
    }
}
