using System.Globalization;
using System.Text.Json;
using Missy.Chat;
using Missy.Network;
using Missy.Providers;
using Missy.Usage;

namespace Missy;

/// <summary>One call on its way: the route taken, the request made of the question, and what becomes of it.</summary>
internal sealed class Call
{
    private readonly AskRequest _request;
    private readonly Conversation _conversation;
    private readonly Route _route;
    private readonly ModelPrice? _price;
    private readonly TimeProvider _time;
    private readonly long _started;

    public Call(
        AskRequest request, Conversation conversation, RegisteredProvider provider, Route route, ProviderCatalogue catalogue, PriceBook prices, TimeProvider time)
    {
        _request = request;
        _conversation = conversation;
        _route = route;
        _time = time;
        _started = time.GetTimestamp();
        _price = prices.Find(provider, route.Model);
        var known = provider.IsOwnHost ? catalogue.FindModel(provider.Service.Name, route.Model) : null;
        Provider = provider;
        var completion = new CompletionRequest
        {
            Model = route.Model,
            Messages = conversation.MessagesFor(provider.Name),
            System = conversation.System,
            Tools = request.Tools,
            MaxTokens = request.MaxTokens ?? provider.Config.MaxTokens,
            Temperature = request.Temperature,
            ReasoningEffort = request.ReasoningEffort,
            Options = Merge(provider.Config.Options, request.ProviderOptions),
        };
        Completion = known?.MaxOutputTokens is { } most ? completion with { DefaultMaxTokens = most } : completion;
    }

    public RegisteredProvider Provider { get; }

    public Credential? Credential { get; private set; }

    public CompletionRequest Completion { get; }

    public TimeSpan Elapsed => _time.GetElapsedTime(_started);

    /// <summary>Finds the key, which may take a command or a vault its time.</summary>
    /// <exception cref="MissyException">There is none, or the call's time is up.</exception>
    public async Task FindKeyAsync(CallTimer timer)
    {
        try
        {
            Credential = await Provider.GetCredentialAsync(_route.Model, timer.Token);
        }
        catch (OperationCanceledException) when (timer.Expired)
        {
            throw TimedOut();
        }
    }

    public CallTimer NewTimer(CancellationToken caller) => new(_request.Timeout ?? Timeout.InfiniteTimeSpan, _time, caller);

    /// <summary>A chunk as the user sees it; null for those that only the core needs.</summary>
    public Chunk? Show(CompletionChunk chunk, TimeSpan? firstToken) => chunk.Kind switch
    {
        ChunkKind.Text => new Chunk("text", chunk.Text),
        ChunkKind.Thinking => new Chunk("thinking", chunk.Text),
        ChunkKind.ToolCall => new Chunk("tool_call", "", chunk.ToolCall),
        ChunkKind.Done => new Chunk("done", "", null, Finish(chunk.Response!, firstToken)),
        _ => null,
    };

    public Response Finish(CompletionResponse answer, TimeSpan? firstToken)
    {
        var elapsed = Elapsed;
        return _conversation.Complete(new Response
        {
            Content = answer.Content,
            Model = answer.Model,
            Provider = Provider.Name,
            Usage = answer.Usage,
            Cost = Pricing.Cost(answer.Usage, _price),
            ToolCalls = answer.ToolCalls,
            FinishReason = answer.FinishReason.ToName(),
            Thinking = answer.Thinking,
            Route = _route,
            Attempts = [new Attempt(Provider.Name, _route.Model, Credential?.Slot, "Success", null, TimeSpan.Zero, elapsed)],
            Duration = elapsed,
            TimeToFirstToken = firstToken,
            RequestId = answer.RequestId,
            InputObject = _request.InputObject,
            Conversation = [.. Completion.Messages, answer.Message],
            System = Completion.System,
        });
    }

    /// <inheritdoc cref="Conversation.Failed"/>
    public bool Failed(Exception exception) => _conversation.Failed(exception);

    /// <summary>The whole call took longer than its caller allows.</summary>
    /// <param name="partialText">The text that had come; null or empty when none had.</param>
    public MissyException TimedOut(string? partialText = null) => new(
        ErrorKind.Timeout,
        string.Create(CultureInfo.InvariantCulture, $"{Provider.Name} did not finish within {_request.Timeout!.Value.TotalSeconds:0.###} s."))
    {
        Provider = Provider.Name,
        Model = _route.Model,
        PartialText = string.IsNullOrEmpty(partialText) ? null : partialText,
        Remedy = "Allow more time for the whole call, or ask for a shorter answer.",
    };

    private static IReadOnlyDictionary<string, JsonElement> Merge(
        IReadOnlyDictionary<string, JsonElement> configured, IReadOnlyDictionary<string, JsonElement>? given)
    {
        if (given is null || given.Count == 0)
        {
            return configured;
        }

        var merged = new Dictionary<string, JsonElement>(configured);
        foreach (var (name, value) in given)
        {
            merged[name] = value;
        }

        return merged;
    }
}
