using System.Globalization;
using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.OpenAI;

/// <summary>Reads a whole Chat Completions answer.</summary>
internal static class OpenAIResponseReader
{
    public static void Read(JsonElement body, AnswerBuilder answer)
    {
        var choice = body.Items("choices").FirstOrDefault();
        if (choice.Object("message") is not { } message)
        {
            throw new JsonException("The answer has no choices[0].message.");
        }

        answer.Model = body.Text("model");
        answer.RequestId = body.Text("id");
        OpenAIContent.Read(message, answer);
        ReadToolCalls(message, answer);
        answer.FinishReason = message.Text("refusal") is { Length: > 0 }
            ? FinishReason.ContentFilter
            : OpenAIFinish.Read(choice, answer.HasToolCalls);
        answer.Usage = OpenAIUsage.Read(body) ?? TokenUsage.None;
    }

    private static void ReadToolCalls(JsonElement message, AnswerBuilder answer)
    {
        var position = 0;
        foreach (var call in message.Items("tool_calls"))
        {
            var key = position++.ToString(CultureInfo.InvariantCulture);
            answer.BeginToolCall(key, call.Text("id"), call.Object("function")?.Text("name"));
            if (call.Object("function")?.Member("arguments") is { } arguments)
            {
                answer.AddToolArguments(key, ToolArguments.Text(arguments));
            }

            answer.EndToolCall(key);
        }
    }
}
