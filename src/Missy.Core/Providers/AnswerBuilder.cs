using System.Diagnostics.CodeAnalysis;
using Missy.Chat;

namespace Missy.Providers;

/// <summary>
/// Puts an answer together from whatever pieces a wire delivers, whole or streamed, and queues the chunks that a stream shows
/// on the way. Pieces are only ever appended, so a long answer costs its length.
/// </summary>
internal sealed class AnswerBuilder
{
    private readonly List<ContentBuilder> _parts = [];
    private readonly Dictionary<string, ContentBuilder> _calls = [];
    private readonly Queue<CompletionChunk> _chunks = new();

    public string? Model { get; set; }

    public string? RequestId { get; set; }

    public TokenUsage Usage { get; set; } = TokenUsage.None;

    /// <summary>Null until the wire told why the model stopped.</summary>
    public FinishReason? FinishReason { get; set; }

    /// <summary>True once the service said anything of its answer: text, thinking or a tool call.</summary>
    public bool HasOutput => _parts.Count > 0;

    /// <summary>True for an answer without anything in it that was neither cut short nor refused.</summary>
    public bool IsEmpty => !HasOutput && FinishReason is not (Chat.FinishReason.Length or Chat.FinishReason.ContentFilter);

    public bool HasToolCalls => _calls.Count > 0;

    /// <summary>The answer's text so far.</summary>
    public string Text => Joined(ChunkKind.Text) ?? "";

    /// <summary>Parts the next piece from what came before, also when both are of one kind.</summary>
    public void EndPart()
    {
        if (_parts.Count > 0)
        {
            _parts[^1].Closed = true;
        }
    }

    public void AddText(string? piece) => Append(ChunkKind.Text, piece);

    public void AddThinking(string? piece) => Append(ChunkKind.Thinking, piece);

    /// <summary>Attaches what a service needs to take its own reasoning back.</summary>
    public void SignThinking(string? signature = null, string? encrypted = null, string? id = null)
    {
        var part = Current(ChunkKind.Thinking);
        part.Signature = signature is null ? part.Signature : part.Signature + signature;
        part.Encrypted = encrypted ?? part.Encrypted;
        part.Id = id ?? part.Id;
    }

    /// <summary>Opens a tool call; a second opening of the same key only fills in what the first did not know.</summary>
    public void BeginToolCall(string key, string? id, string? name)
    {
        if (!_calls.TryGetValue(key, out var call))
        {
            EndPart();
            call = new ContentBuilder(ChunkKind.ToolCall) { Closed = true };
            _calls.Add(key, call);
            _parts.Add(call);
        }

        call.Id = string.IsNullOrEmpty(call.Id) ? id : call.Id;
        call.Name = string.IsNullOrEmpty(call.Name) ? name : call.Name;
    }

    public void AddToolArguments(string key, string? piece)
    {
        if (_calls.TryGetValue(key, out var call) && call.ToolCall is null)
        {
            call.Text.Append(piece);
        }
    }

    /// <summary>Replaces the arguments gathered so far by the service's final word on them.</summary>
    public void SetToolArguments(string key, string arguments)
    {
        if (_calls.TryGetValue(key, out var call) && call.ToolCall is null)
        {
            call.Text.Clear().Append(arguments);
        }
    }

    /// <summary>Forgets a tool call that was cut before it was one.</summary>
    public void DropToolCall(string key)
    {
        if (_calls.Remove(key, out var call))
        {
            _parts.Remove(call);
        }
    }

    /// <summary>Closes a tool call and queues its chunk; a second closing does nothing.</summary>
    public void EndToolCall(string key)
    {
        if (_calls.TryGetValue(key, out var call) && call.ToolCall is null)
        {
            _chunks.Enqueue(new CompletionChunk(ChunkKind.ToolCall, "") { ToolCall = call.Finish(_parts.IndexOf(call)) });
        }
    }

    /// <summary>Closes all tool calls that are open, in the order in which they were opened.</summary>
    public void EndToolCalls()
    {
        foreach (var call in _parts.Where(part => part.Kind == ChunkKind.ToolCall && part.ToolCall is null))
        {
            _chunks.Enqueue(new CompletionChunk(ChunkKind.ToolCall, "") { ToolCall = call.Finish(_parts.IndexOf(call)) });
        }
    }

    /// <summary>Sets the counts and queues their chunk.</summary>
    public void ReportUsage(TokenUsage usage)
    {
        Usage = usage;
        _chunks.Enqueue(new CompletionChunk(ChunkKind.Usage, "") { Usage = usage });
    }

    public bool TryTakeChunk([MaybeNullWhen(false)] out CompletionChunk chunk) => _chunks.TryDequeue(out chunk);

    /// <summary>The whole answer.</summary>
    /// <param name="request">What was asked, for the model's name where the service does not repeat it.</param>
    public CompletionResponse Build(CompletionRequest request)
    {
        EndToolCalls();
        var calls = _parts.Where(part => part.ToolCall is not null).Select(part => part.ToolCall!).ToArray();
        return new CompletionResponse
        {
            Content = Text,
            Model = string.IsNullOrEmpty(Model) ? request.Model : Model,
            FinishReason = FinishReason ?? (calls.Length > 0 ? Chat.FinishReason.ToolCalls : Chat.FinishReason.Stop),
            Usage = Usage,
            ToolCalls = calls,
            Thinking = Joined(ChunkKind.Thinking) is { Length: > 0 } thinking ? thinking : null,
            Message = new ChatMessage(ChatRole.Assistant, [.. _parts.Select(part => part.ToPart())]),
            RequestId = RequestId,
        };
    }

    private void Append(ChunkKind kind, string? piece)
    {
        if (!string.IsNullOrEmpty(piece))
        {
            Current(kind).Text.Append(piece);
            _chunks.Enqueue(new CompletionChunk(kind, piece));
        }
    }

    private ContentBuilder Current(ChunkKind kind)
    {
        if (_parts.Count == 0 || _parts[^1].Kind != kind || _parts[^1].Closed)
        {
            _parts.Add(new ContentBuilder(kind));
        }

        return _parts[^1];
    }

    private string? Joined(ChunkKind kind)
    {
        var texts = _parts.Where(part => part.Kind == kind).Select(part => part.Text).ToList();
        return texts.Count switch
        {
            0 => null,
            1 => texts[0].ToString(),
            _ => string.Concat(texts.Select(text => text.ToString())),
        };
    }
}
