using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.OpenAI;

/// <summary>The text and reasoning of a message or delta, in the spellings of the compatible services.</summary>
internal static class OpenAIContent
{
    public static void Read(JsonElement message, AnswerBuilder answer)
    {
        // DeepSeek, vLLM and xAI say reasoning_content; OpenRouter, Groq and Cerebras say reasoning.
        answer.AddThinking(message.Text("reasoning_content") ?? message.Text("reasoning"));
        if (message.Member("content") is { } content)
        {
            ReadContent(content, answer);
        }

        answer.AddText(message.Text("refusal"));
    }

    private static void ReadContent(JsonElement content, AnswerBuilder answer)
    {
        if (content.ValueKind == JsonValueKind.String)
        {
            answer.AddText(JsonStrings.Read(content));
            return;
        }

        if (content.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("\"content\" is neither a string nor an array.");
        }

        // Mistral's reasoning models answer in parts, thinking first.
        foreach (var part in content.EnumerateArray())
        {
            foreach (var thought in part.Items("thinking"))
            {
                answer.AddThinking(thought.Text("text"));
            }

            answer.AddText(part.Text("text"));
        }
    }
}
