using System.Globalization;
using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.OpenAI;

/// <summary>
/// Reads the chunks of a streamed Chat Completions answer. The end marker is <c>[DONE]</c>: a finish reason alone is none,
/// since the usage follows it.
/// </summary>
internal sealed class OpenAIStreamDecoder : StreamDecoder
{
    private readonly Dictionary<int, (string Key, string? Id)> _openCalls = [];
    private int _calls;
    private bool _refused;

    /// <inheritdoc/>
    protected override bool IsEndMarker(ReadOnlySpan<byte> data) => data.Trim(" "u8).SequenceEqual("[DONE]"u8);

    /// <inheritdoc/>
    protected override void ReadEvent(string eventType, JsonElement data)
    {
        if (CommonErrors.Read(data, failed: eventType == "error") is { } error)
        {
            throw new ServiceErrorException(error);
        }

        Answer.Model ??= data.Text("model");
        Answer.RequestId ??= data.Text("id");
        foreach (var choice in data.Items("choices"))
        {
            if ((choice.Integer("index") ?? 0) == 0)
            {
                ReadChoice(choice);
            }
        }

        if (OpenAIUsage.Read(data) is { } usage && usage != Answer.Usage)
        {
            Answer.ReportUsage(usage);
        }
    }

    private void ReadChoice(JsonElement choice)
    {
        if (choice.Object("delta") is { } delta)
        {
            _refused |= delta.Text("refusal") is { Length: > 0 };
            OpenAIContent.Read(delta, Answer);
            foreach (var call in delta.Items("tool_calls"))
            {
                ReadToolCall(call);
            }
        }

        if (OpenAIFinish.Read(choice, Answer.HasToolCalls) is { } reason)
        {
            Answer.EndToolCalls();
            Answer.FinishReason = _refused ? FinishReason.ContentFilter : reason;
        }
    }

    private void ReadToolCall(JsonElement call)
    {
        var index = call.Integer("index") ?? 0;
        var id = call.Text("id");

        // Gemini's and older Ollama's compatible endpoints give every parallel call the index 0: a new id is a new call.
        if (!_openCalls.TryGetValue(index, out var open) || (!string.IsNullOrEmpty(id) && open.Id is not null && id != open.Id))
        {
            open = (_calls++.ToString(CultureInfo.InvariantCulture), id);
            _openCalls[index] = open;
        }

        var function = call.Object("function");
        Answer.BeginToolCall(open.Key, id, function?.Text("name"));
        if (function?.Member("arguments") is { } arguments)
        {
            Answer.AddToolArguments(open.Key, ToolArguments.Text(arguments));
        }
    }
}
