using System.Runtime.CompilerServices;
using System.Text;
using Missy.Audit;
using Missy.Calls;
using Missy.Chat;
using Missy.Providers;
using Missy.Resilience;

namespace Missy;

/// <content>Questions and answers.</content>
public sealed partial class MissyClient
{
    private readonly RetryQuotas _quotas;
    private readonly RateLimiters _limiters;

    /// <summary>
    /// Has what the first call of this process needs compiled in the background, once. Asking does so by itself; worth calling earlier
    /// where something else is to be done before. Nothing is read, opened or sent.
    /// </summary>
    public static void WarmUp() => Rehearsal.Begin();

    /// <summary>Asks and waits for the whole answer, the tools that are run for it included.</summary>
    /// <param name="request">The question.</param>
    /// <param name="caller">What the caller's runspace chose for itself.</param>
    /// <param name="cancellationToken">Ends the call at once, a wait too.</param>
    /// <exception cref="MissyException">Any failure, with its kind and every attempt.</exception>
    public async Task<Response> AskAsync(AskRequest request, CallerState caller, CancellationToken cancellationToken)
    {
        await using var run = await StartAsync(request, caller, cancellationToken);
        try
        {
            while (true)
            {
                using (var served = await run.SendAsync(
                    static (target, key, token) => target.Provider.Chat.CompleteAsync(target.Completion, key, token), stream: false))
                {
                    if (run.Answered(served, served.Result, null) is { } response)
                    {
                        return response;
                    }
                }

                await run.GoOnAsync();
            }
        }
        catch (OperationCanceledException) when (run.IsTimeUp)
        {
            throw run.TimedOut();
        }
        catch (Exception exception) when (run.Failed(exception))
        {
            throw;
        }
    }

    /// <summary>
    /// Asks and gives the answer as it comes, with those that called tools before it; the last chunk carries the whole of it.
    /// With a schema the text comes in one piece, once it is known to fit. Leaving early ends the call.
    /// </summary>
    /// <param name="request">The question.</param>
    /// <param name="caller">What the caller's runspace chose for itself.</param>
    /// <param name="cancellationToken">Ends the call at once, a wait too.</param>
    /// <exception cref="MissyException">Any failure, with its kind, every attempt and the text that had come.</exception>
    public async IAsyncEnumerable<Chunk> StreamAsync(
        AskRequest request, CallerState caller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var run = await StartAsync(request, caller, cancellationToken);
        TimeSpan? firstToken = null;
        var text = new StringBuilder();
        var goesOn = true;
        while (goesOn)
        {
            goesOn = false;
            using (var served = await PartAsync(run, () => run.SendAsync(OpenedStream.OpenAsync, stream: true), text))
            {
                await using var chunks = served.Result;
                while (await NextAsync(run, served, text))
                {
                    var chunk = chunks.Current;
                    if (chunk.Kind is ChunkKind.Text or ChunkKind.Thinking)
                    {
                        firstToken ??= run.Elapsed;
                    }

                    switch (chunk.Kind)
                    {
                        case ChunkKind.Text when request.Schema is not null:
                            // It may yet be refused and asked for again.
                            text.Append(chunk.Text);
                            break;
                        case ChunkKind.Text:
                            text.Append(chunk.Text);
                            yield return new Chunk("text", chunk.Text);
                            break;
                        case ChunkKind.Thinking:
                            yield return new Chunk("thinking", chunk.Text);
                            break;
                        case ChunkKind.ToolCall:
                            yield return new Chunk("tool_call", "", chunk.ToolCall);
                            break;
                        case ChunkKind.Done when Answered(run, served, chunk.Response!, firstToken) is { } response:
                            if (request.Schema is not null)
                            {
                                yield return new Chunk("text", response.Content);
                            }

                            yield return new Chunk("done", "", null, response);
                            break;
                        case ChunkKind.Done:
                            goesOn = true;
                            if (request.Schema is not null)
                            {
                                // Nobody was shown it, and it is no part of the answer that follows.
                                text.Clear();
                            }

                            break;
                    }
                }
            }

            if (goesOn)
            {
                await PartAsync(run, run.GoOnAsync, text);
            }
        }
    }

    private static async Task<T> PartAsync<T>(CallRun run, Func<Task<T>> part, StringBuilder text)
    {
        try
        {
            return await part();
        }
        catch (OperationCanceledException) when (run.IsTimeUp)
        {
            throw run.TimedOut(text.ToString());
        }
        catch (Exception exception) when (run.Failed(exception))
        {
            throw;
        }
    }

    private static Response? Answered(CallRun run, Served<OpenedStream> served, CompletionResponse answer, TimeSpan? firstToken)
    {
        try
        {
            return run.Answered(served, answer, firstToken);
        }
        catch (Exception exception) when (run.Failed(exception))
        {
            throw;
        }
    }

    private static async ValueTask<bool> NextAsync(CallRun run, Served<OpenedStream> served, StringBuilder text)
    {
        try
        {
            return await served.Result.MoveNextAsync();
        }
        catch (OperationCanceledException exception) when (run.IsTimeUp)
        {
            served.Failed(exception);
            throw run.TimedOut(text.ToString());
        }
        catch (Exception exception) when (run.Failed(served, exception))
        {
            throw;
        }
    }

    // Not an async method: the router refuses each call while a breaker is open, and an exception costs as much as all else at each
    // asynchronous method that it leaves.
    private ValueTask<CallRun> StartAsync(AskRequest request, CallerState caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(caller);
        if (_live.Known is null)
        {
            // Beside it, the configuration is read.
            WarmUp();
        }

        var snapshot = Usable();
        var conversation = Conversation.Of(request, snapshot.Config.Config);
        var query = conversation.Ask(Standing(caller));
        var finding = FindLocalAsync(snapshot, query, cancellationToken);
        return finding.IsCompletedSuccessfully ? new ValueTask<CallRun>(Start(finding.Result)) : StartWhenFoundAsync();

        async ValueTask<CallRun> StartWhenFoundAsync() => Start(await finding);

        CallRun Start(RegisteredProvider? discovered)
        {
            var route = Resolve(snapshot, query, discovered, caller);
            return new CallRun(NewServices(snapshot), request, conversation, route, caller.Account, AuditOf(snapshot), cancellationToken);
        }
    }

    private CallServices NewServices(Snapshot snapshot) => new()
    {
        Config = snapshot.Config.Config,
        Registry = snapshot.Registry,
        Catalogue = _options.Catalogue,
        Prices = snapshot.Prices,
        Breakers = Breakers,
        Quotas = _quotas,
        Limiters = _limiters,
        Usage = _usage,
        Events = _options.Events,
        Time = _options.Time,
        Jitter = _options.Jitter,
    };

    private AuditLog? AuditOf(Snapshot snapshot) => _audits.Find(snapshot.Config.Config.AuditPath, snapshot.Location.Path);
}
