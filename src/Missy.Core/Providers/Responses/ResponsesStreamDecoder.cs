using System.Text.Json;

namespace Missy.Providers.Responses;

/// <summary>
/// Reads the events of a streamed response. The end markers are <c>response.completed</c> and <c>response.incomplete</c>, which
/// bring the whole response once more; Codex also says <c>response.done</c>, whose response tells how it ended.
/// </summary>
internal sealed class ResponsesStreamDecoder : StreamDecoder
{
    private readonly ResponsesOutput _output;

    public ResponsesStreamDecoder() => _output = new ResponsesOutput(Answer);

    /// <inheritdoc/>
    protected override void ReadEvent(string eventType, JsonElement data)
    {
        var type = data.Text("type") ?? eventType;
        switch (type)
        {
            case "response.output_text.delta":
                Add(data, ResponsesText.Output);
                break;
            case "response.output_text.done":
                Settle(data, ResponsesText.Output, data.Text("text"));
                break;
            case "response.refusal.delta":
                Add(data, ResponsesText.Refusal);
                break;
            case "response.refusal.done":
                Settle(data, ResponsesText.Refusal, data.Text("refusal"));
                break;
            case "response.reasoning_summary_text.delta":
                Add(data, ResponsesText.Summary);
                break;
            case "response.reasoning_summary_text.done":
                Settle(data, ResponsesText.Summary, data.Text("text"));
                break;
            case "response.reasoning_text.delta":
                Add(data, ResponsesText.Reasoning);
                break;
            case "response.reasoning_text.done":
                Settle(data, ResponsesText.Reasoning, data.Text("text"));
                break;
            case "response.function_call_arguments.delta":
                _output.AddArguments(Item(data, "function_call"), data.Text("delta"));
                break;
            case "response.function_call_arguments.done":
                _output.SettleArguments(Item(data, "function_call"), data.Member("arguments"));
                break;
            case "response.output_item.added" when data.Object("item") is { } item:
                Open(data, item);
                break;
            case "response.output_item.done" when data.Object("item") is { } item:
                Close(data, item);
                break;
            case "response.created" or "response.in_progress":
                Answer.Model ??= data.Object("response")?.Text("model");
                Answer.RequestId ??= data.Object("response")?.Text("id");
                break;
            case "response.completed" or "response.incomplete" or "response.failed" or "response.cancelled":
                End(data, type["response.".Length..]);
                break;
            case "response.done":
                End(data, data.Object("response")?.Text("status") ?? "completed");
                break;
            case "error":
                throw new ServiceErrorException(ResponsesErrors.ReadEvent(data));
            default:
                ThrowIfError(data);
                break;
        }
    }

    // A gateway's error body in the place of an event has no type; an event of a type that is not known here is none.
    private static void ThrowIfError(JsonElement data)
    {
        if (data.Member("type") is null && ResponsesErrors.Read(data, failed: false) is not null)
        {
            throw new ServiceErrorException(ResponsesErrors.ReadEvent(data));
        }
    }

    private void Add(JsonElement data, ResponsesText kind) =>
        _output.AddText(Item(data, ResponsesItem.TypeOf(kind)), kind, Index(data, kind), data.Text("delta"));

    private void Settle(JsonElement data, ResponsesText kind, string? whole) =>
        _output.SettleText(Item(data, ResponsesItem.TypeOf(kind)), kind, Index(data, kind), whole);

    private static int Index(JsonElement data, ResponsesText kind) =>
        data.Integer(kind == ResponsesText.Summary ? "summary_index" : "content_index") ?? 0;

    private ResponsesItem Item(JsonElement data, string type) =>
        _output.Items.Find(type, data.Text("item_id"), data.Integer("output_index"));

    private void Open(JsonElement data, JsonElement snapshot)
    {
        if (snapshot.Text("type") is { } type)
        {
            var item = _output.Items.Open(type, snapshot.Text("id"), data.Integer("output_index"));
            if (type == "function_call")
            {
                _output.BeginCall(item, snapshot);
            }
        }
    }

    private void Close(JsonElement data, JsonElement snapshot)
    {
        if (snapshot.Text("type") is { } type)
        {
            _output.ReadItem(snapshot, _output.Items.Find(type, snapshot.Text("id"), data.Integer("output_index")));
        }
    }

    private void End(JsonElement data, string status)
    {
        var response = data.Object("response") ?? default;
        _output.ReadResponse(response, status);
        if (ResponsesUsage.Read(response) is { } usage)
        {
            Answer.ReportUsage(usage);
        }

        IsComplete = true;
    }
}
