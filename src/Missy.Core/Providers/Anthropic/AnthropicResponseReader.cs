using System.Globalization;
using System.Text.Json;

namespace Missy.Providers.Anthropic;

/// <summary>Reads a whole Messages answer.</summary>
internal static class AnthropicResponseReader
{
    public static void Read(JsonElement body, AnswerBuilder answer)
    {
        if (body.Member("content") is not { ValueKind: JsonValueKind.Array } content)
        {
            throw new JsonException("The answer has no \"content\" array.");
        }

        answer.Model = body.Text("model");
        answer.RequestId = body.Text("id");
        var position = 0;
        foreach (var block in content.EnumerateArray())
        {
            var key = position++.ToString(CultureInfo.InvariantCulture);
            AnthropicContent.Begin(block, key, answer);
            AnthropicContent.End(key, answer);
        }

        answer.FinishReason = AnthropicFinish.Read(body, answer.HasToolCalls);
        var usage = new AnthropicUsage();
        usage.Add(body);
        answer.Usage = usage.Total;
    }
}
