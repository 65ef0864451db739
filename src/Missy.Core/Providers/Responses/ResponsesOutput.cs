using System.Text.Json;
using Missy.Chat;

namespace Missy.Providers.Responses;

/// <summary>
/// Puts the output items of a response into an answer, from deltas, from snapshots, or from both: of what a snapshot holds,
/// only what was not seen yet is added.
/// </summary>
internal sealed class ResponsesOutput(AnswerBuilder answer)
{
    private ResponsesItem? _current;
    private bool _refused;

    public ResponsesItems Items { get; } = new();

    /// <summary>Adds a piece of one of an item's texts.</summary>
    public void AddText(ResponsesItem item, ResponsesText kind, int index, string? piece)
    {
        if (string.IsNullOrEmpty(piece))
        {
            return;
        }

        Enter(item);
        var continues = item.HasText;
        var first = item.Note(kind, index, piece);
        if (item.Type == "reasoning")
        {
            // One reasoning item is one part of the answer, whatever the number of its summaries.
            answer.AddThinking(first && continues ? "\n\n" + piece : piece);
            return;
        }

        if (first)
        {
            answer.EndPart();
        }

        _refused |= kind == ResponsesText.Refusal;
        answer.AddText(piece);
    }

    /// <summary>Adds what was not seen yet of a text that is now whole.</summary>
    public void SettleText(ResponsesItem item, ResponsesText kind, int index, string? whole)
    {
        if (whole is not null)
        {
            AddText(item, kind, index, item.Unseen(kind, index, whole));
        }
    }

    /// <summary>Opens a tool call, or fills in what its opening did not know.</summary>
    public void BeginCall(ResponsesItem item, JsonElement? snapshot)
    {
        Enter(item);
        answer.BeginToolCall(item.Key, snapshot?.Text("call_id") ?? snapshot?.Text("id"), snapshot?.Text("name"));
    }

    /// <summary>Adds a piece of a tool call's arguments.</summary>
    public void AddArguments(ResponsesItem item, string? piece)
    {
        BeginCall(item, null);
        item.HasArguments |= !string.IsNullOrEmpty(piece);
        answer.AddToolArguments(item.Key, piece);
    }

    /// <summary>Takes the service's last word on a tool call's arguments.</summary>
    public void SettleArguments(ResponsesItem item, JsonElement? arguments)
    {
        BeginCall(item, null);
        if (arguments is { } given && ToolArguments.Text(given) is { Length: > 0 } text)
        {
            item.HasArguments = true;
            answer.SetToolArguments(item.Key, text);
        }
    }

    /// <summary>Takes a snapshot of an item that is finished.</summary>
    public void ReadItem(JsonElement snapshot, ResponsesItem item)
    {
        switch (item.Type)
        {
            case "message":
                ReadMessage(snapshot, item);
                break;
            case "reasoning":
                ReadReasoning(snapshot, item);
                break;
            case "function_call":
                ReadCall(snapshot, item);
                break;
        }
    }

    /// <summary>Takes the response with which an answer ends.</summary>
    /// <param name="response">The response; where it has no output, what was seen is all.</param>
    /// <param name="status">How it ended.</param>
    /// <exception cref="ServiceErrorException">It failed or was cancelled.</exception>
    public void ReadResponse(JsonElement response, string status)
    {
        if (status is "failed" or "cancelled")
        {
            throw new ServiceErrorException(ResponsesErrors.OfResponse(response, status));
        }

        if (status is not ("completed" or "incomplete"))
        {
            throw new JsonException($"The response's status is \"{status}\", which is no end.");
        }

        answer.Model = response.Text("model") ?? answer.Model;
        answer.RequestId = response.Text("id") ?? answer.RequestId;
        foreach (var (snapshot, item) in Items.Match(response.Items("output")))
        {
            ReadItem(snapshot, item);
        }

        if (status == "incomplete")
        {
            Items.OfType("function_call").Where(item => !item.HasArguments).ToList().ForEach(item => answer.DropToolCall(item.Key));
        }

        answer.EndToolCalls();
        answer.FinishReason = status == "completed" ? Finish() : Cut(response);
    }

    private FinishReason Finish() =>
        _refused ? FinishReason.ContentFilter : answer.HasToolCalls ? FinishReason.ToolCalls : FinishReason.Stop;

    private static FinishReason Cut(JsonElement response) =>
        response.Object("incomplete_details")?.Text("reason") == "content_filter" ? FinishReason.ContentFilter : FinishReason.Length;

    private void Enter(ResponsesItem item)
    {
        if (item != _current)
        {
            answer.EndPart();
            _current = item;
        }
    }

    private void ReadMessage(JsonElement snapshot, ResponsesItem item)
    {
        var index = 0;
        foreach (var part in snapshot.Items("content"))
        {
            SettleText(item, ResponsesText.Output, index, part.Text("text"));
            SettleText(item, ResponsesText.Refusal, index, part.Text("refusal"));
            index++;
        }
    }

    private void ReadReasoning(JsonElement snapshot, ResponsesItem item)
    {
        var index = 0;
        foreach (var part in snapshot.Items("summary"))
        {
            SettleText(item, ResponsesText.Summary, index++, part.Text("text"));
        }

        index = 0;
        foreach (var part in snapshot.Items("content"))
        {
            SettleText(item, ResponsesText.Reasoning, index++, part.Text("text"));
        }

        // Reasoning whose place in the answer has passed cannot be sent back in order, and out of order it is refused.
        var encrypted = snapshot.Text("encrypted_content");
        if (item.Signed || string.IsNullOrEmpty(encrypted) || (item != _current && item.HasText))
        {
            return;
        }

        Enter(item);
        answer.SignThinking(encrypted: encrypted, id: snapshot.Text("id"));
        item.Signed = true;
    }

    private void ReadCall(JsonElement snapshot, ResponsesItem item)
    {
        BeginCall(item, snapshot);
        SettleArguments(item, snapshot.Member("arguments"));
        if (!item.HasArguments && snapshot.Text("status") == "incomplete")
        {
            // Cut before its first argument, which is not the same as called with none.
            answer.DropToolCall(item.Key);
            return;
        }

        item.HasArguments = true;
        answer.EndToolCall(item.Key);
    }
}
