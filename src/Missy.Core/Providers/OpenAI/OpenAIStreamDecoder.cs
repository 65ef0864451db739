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

        // Azure's first chunk holds filter results alone, and empty strings in these places.
        Answer.Model = string.IsNullOrEmpty(Answer.Model) ? data.Text("model") : Answer.Model;
        Answer.RequestId = string.IsNullOrEmpty(Answer.RequestId) ? data.Text("id") : Answer.RequestId;
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

        var function = call.Object("function");
        var name = function?.Text("name");

        // Gemini's and older Ollama's compatible endpoints give every parallel call the index 0: there a new id is a new call. It
        // comes with a name; some servers make up an id for each piece of one call, and name it once.
        var isNew = !string.IsNullOrEmpty(id) && !string.IsNullOrEmpty(name);
        if (!_openCalls.TryGetValue(index, out var open) || (isNew && open.Id is not null && id != open.Id))
        {
            open = (_calls++.ToString(CultureInfo.InvariantCulture), id);
            _openCalls[index] = open;
        }

        Answer.BeginToolCall(open.Key, id, name);
        if (function?.Member("arguments") is { } arguments)
        {
            Answer.AddToolArguments(open.Key, ToolArguments.Text(arguments));
        }
    }
}
