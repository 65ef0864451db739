using System.Globalization;
using System.Text.Json;

namespace Missy.Providers.Anthropic;

/// <summary>
/// Reads the events of a streamed Messages answer ("Streaming messages", event types). The end marker is <c>message_stop</c>;
/// events and deltas of other kinds may be added at any time and are passed over.
/// </summary>
internal sealed class AnthropicStreamDecoder : StreamDecoder
{
    private readonly HashSet<string> _callsWithArguments = [];
    private readonly AnthropicUsage _usage = new();

    /// <inheritdoc/>
    protected override void ReadEvent(string eventType, JsonElement data)
    {
        var type = data.Text("type") ?? eventType;
        if (AnthropicErrors.Read(data, failed: type == "error") is { } error)
        {
            throw new ServiceErrorException(error);
        }

        switch (type)
        {
            case "message_start" when data.Object("message") is { } message:
                Answer.Model = message.Text("model");
                Answer.RequestId = message.Text("id");
                ReportUsage(message);
                break;
            case "content_block_start" when data.Object("content_block") is { } block:
                if (AnthropicContent.Begin(block, Key(data), Answer))
                {
                    _callsWithArguments.Add(Key(data));
                }

                break;
            case "content_block_delta" when data.Object("delta") is { } delta:
                ReadDelta(delta, Key(data));
                break;
            case "content_block_stop":
                AnthropicContent.End(Key(data), Answer);
                break;
            case "message_delta":
                if (data.Object("delta") is { } end)
                {
                    Answer.FinishReason = AnthropicFinish.Read(end, Answer.HasToolCalls) ?? Answer.FinishReason;
                }

                ReportUsage(data);
                break;
            case "message_stop":
                IsComplete = true;
                break;
        }
    }

    private static string Key(JsonElement data) => (data.Integer("index") ?? 0).ToString(CultureInfo.InvariantCulture);

    private void ReadDelta(JsonElement delta, string key)
    {
        switch (delta.Text("type"))
        {
            case "text_delta":
                Answer.AddText(delta.Text("text"));
                break;
            case "thinking_delta":
                Answer.AddThinking(delta.Text("thinking"));
                break;
            case "signature_delta":
                AnthropicContent.Sign(delta, Answer);
                break;
            case "input_json_delta" when !_callsWithArguments.Contains(key):
                Answer.AddToolArguments(key, delta.Text("partial_json"));
                break;
        }
    }

    private void ReportUsage(JsonElement holder)
    {
        _usage.Add(holder);
        if (_usage.Total != Answer.Usage)
        {
            Answer.ReportUsage(_usage.Total);
        }
    }
}
