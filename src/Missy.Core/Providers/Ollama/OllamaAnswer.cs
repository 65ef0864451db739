using System.Globalization;
using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.Ollama;

/// <summary>
/// The answer object, which a stream sends in pieces and whose last piece has <c>done</c>, the reason and the counts (docs/api.md,
/// "Generate a chat completion", responses).
/// </summary>
internal static class OllamaAnswer
{
    /// <summary>Takes one piece, and gives how many tool calls there are now; each is whole when it comes.</summary>
    public static int ReadPiece(JsonElement body, AnswerBuilder answer, int firstCall)
    {
        answer.Model ??= body.Text("model");
        var message = body.Object("message") ?? default;
        answer.AddThinking(message.Text("thinking"));
        answer.AddText(message.Text("content"));
        var calls = firstCall;
        foreach (var call in message.Items("tool_calls"))
        {
            var key = calls++.ToString(CultureInfo.InvariantCulture);
            var function = call.Object("function");
            answer.BeginToolCall(key, call.Text("id"), function?.Text("name"));
            if (function?.Member("arguments") is { } arguments)
            {
                answer.AddToolArguments(key, ToolArguments.Text(arguments));
            }

            answer.EndToolCall(key);
        }

        return calls;
    }

    public static void ReadEnd(JsonElement body, AnswerBuilder answer)
    {
        // Besides "stop" there are "load" and "unload", for a request without a prompt; and "stop" follows tool calls too.
        answer.FinishReason = body.Text("done_reason") == "length" ? FinishReason.Length
            : answer.HasToolCalls ? FinishReason.ToolCalls
            : FinishReason.Stop;

        // A count of zero is left out: a prompt that was evaluated before has none.
        var usage = new TokenUsage(body.Integer("prompt_eval_count") ?? 0, body.Integer("eval_count") ?? 0);
        if (usage != TokenUsage.None)
        {
            answer.ReportUsage(usage);
        }
    }
}
