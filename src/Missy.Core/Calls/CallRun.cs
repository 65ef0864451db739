using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Missy.Audit;
using Missy.Chat;
using Missy.Providers;
using Missy.Resilience;
using Missy.Structured;
using Missy.Tools;
using Missy.Usage;

namespace Missy.Calls;

/// <summary>
/// One call from its route to its end: the targets in their order, the rounds of tools, and what becomes of it in the end. Used
/// by one flow at a time.
/// </summary>
internal sealed class CallRun : IAsyncDisposable
{
    private readonly CallServices _services;
    private readonly AskRequest _request;
    private readonly Conversation _conversation;
    private readonly SessionAccount _account;
    private readonly CallAudit _audit;
    private readonly CallTimer _timer;
    private readonly TimeSpan? _limit;
    private readonly AttemptLog _log;
    private readonly long _started;
    private readonly CallTarget _chosen;
    private readonly Queue<RouteTarget> _standby;
    private readonly ToolLoop _tools;
    private readonly StructuredAnswers? _structured;
    private readonly AnswerTotal _total = new();
    private Route _route;

    // Who is asked next: whoever answered goes on with the turn.
    private CallTarget _target;

    public CallRun(
        CallServices services,
        AskRequest request,
        Conversation conversation,
        (RegisteredProvider Provider, Route Route) route,
        SessionAccount account,
        AuditLog? audit,
        CancellationToken cancellationToken)
    {
        _services = services;
        _structured = StructuredAnswers.Of(request.Schema);
        _request = request with { Schema = _structured?.Asked };
        _conversation = conversation;
        _account = account;
        _route = route.Route;
        _standby = new Queue<RouteTarget>(_route.Fallback);
        _started = services.Time.GetTimestamp();
        _log = new AttemptLog(services.Time);
        _limit = request.Timeout ?? services.Config.Reliability.CallTimeout;
        _timer = new CallTimer(_limit ?? Timeout.InfiniteTimeSpan, services.Time, cancellationToken);
        _audit = new CallAudit(audit, _route, services.Time);
        _tools = new ToolLoop(request.ToolRunner, request.Tools, request.MaxToolRounds, services.Time);
        _target = _chosen = NewTarget(route.Provider, _route.Model, options: true);
        TellLeftOut(_chosen);
        if (_route.Instead is { } other)
        {
            services.Events.Publish(new FallbackUsed(other, new RouteTarget(_chosen.Provider.Name, _chosen.Model), _route.InsteadBecause!));
        }
    }

    /// <summary>Ends the call at once: the caller's cancellation, or that its time is up.</summary>
    public CancellationToken Token => _timer.Token;

    /// <summary>Whether the call's whole time is up, and it was not the caller who cancelled.</summary>
    public bool IsTimeUp => _timer.Expired;

    /// <summary>How long the call has taken so far.</summary>
    public TimeSpan Elapsed => _services.Time.GetElapsedTime(_started);

    /// <summary>Asks the target that was chosen, or that answered last, and those that stand by for it in their order.</summary>
    /// <exception cref="MissyException">That target's failure, with every attempt.</exception>
    public async Task<Served<T>> SendAsync<T>(Send<T> send, bool stream)
    {
        MissyException? first = null;
        var target = _target;
        while (true)
        {
            MissyException? failure;
            try
            {
                target.EnsureTakesAttachments();
                var run = new TargetRun(_services, target, _log, () => _limit is { } limit ? limit - Elapsed : TimeSpan.MaxValue, _request.Progress);
                failure = run.Enter();
                if (failure is null)
                {
                    var budget = new BudgetCall(target.Provider.Name, target.Completion, target.Price, _request.Session?.Name, _account);
                    return await run.RunAsync(send, budget, stream, Token);
                }
            }
            catch (MissyException exception)
            {
                failure = exception;
            }

            first ??= failure;
            if (NextAfter(failure, target) is { } next)
            {
                GoOn(target, next, failure);
                target = next;
            }
            else
            {
                ExceptionDispatchInfo.Throw(first);
            }
        }
    }

    /// <summary>The model has answered.</summary>
    /// <returns>The call's response; null when the model is asked again, after <see cref="GoOnAsync"/>.</returns>
    /// <exception cref="MissyException"><see cref="ErrorKind.MalformedResponse"/>: the answer does not fit the schema, for the second time.</exception>
    public Response? Answered<T>(Served<T> served, CompletionResponse answer, TimeSpan? firstToken)
    {
        var cost = served.Succeeded(answer);
        var target = _target = served.Target;
        _services.Usage.Record(_services.Config.Usage, new UsageRecord(
            _services.Time.GetUtcNow(), target.Provider.Name, target.Model, answer.Usage, cost, _request.Session?.Name, _request.Tag));
        _total.Add(answer, cost);
        var refused = _structured?.Take(answer, target.Provider.Name, target.Completion.Schema!.IsHeld) == true;
        if (_tools.Take(answer) || refused)
        {
            return null;
        }

        var value = _structured?.Value ?? default;
        return _audit.Succeeded(_conversation.Complete(new Response
        {
            Content = value.ValueKind == JsonValueKind.Undefined ? answer.Content : value.GetRawText(),
            Object = value.ValueKind == JsonValueKind.Undefined ? null : JsonText.ToObject(value),
            Model = answer.Model,
            Provider = target.Provider.Name,
            Usage = _total.Usage,
            Cost = _total.Cost,
            ToolCalls = _tools.Calls,
            ToolRuns = _tools.Runs,
            FinishReason = answer.FinishReason.ToName(),
            Thinking = _total.Thinking,
            Route = _route,
            Attempts = _log.Attempts,
            Duration = Elapsed,
            TimeToFirstToken = firstToken,
            RequestId = answer.RequestId,
            RateLimits = answer.RateLimits,
            InputObject = _request.InputObject,
            InputFormatter = _request.InputFormatter,
            Conversation = [.. _conversation.KeptFor(target.Provider.Name), answer.Message],
            System = target.Completion.System,
        }));
    }

    /// <summary>
    /// Makes what is asked next: the results of the tools that the last answer called, which are run for it, or what is wrong with it.
    /// </summary>
    public async Task<IReadOnlyList<ToolRun>> GoOnAsync()
    {
        if (_structured?.Complaint is { } complaint)
        {
            _conversation.Object(_total.Last!, _target.Provider.Name, complaint);
            _target = NewTarget(_target.Provider, _target.Model);
            return _tools.Runs;
        }

        var results = await _tools.RunAsync(Token);
        _conversation.Continue(_total.Last!, _target.Provider.Name, results);
        _target = NewTarget(_target.Provider, _target.Model);
        return _tools.Runs;
    }

    /// <summary>The call fails with this after something of the answer was shown.</summary>
    /// <returns>False, so that it can stand where an exception passes by.</returns>
    public bool Failed<T>(Served<T> served, Exception exception)
    {
        served.Failed(exception);
        return Failed(exception);
    }

    /// <summary>The call fails with this.</summary>
    /// <returns>False, so that it can stand where an exception passes by.</returns>
    public bool Failed(Exception exception)
    {
        if (exception is MissyException failure)
        {
            failure.Attempts = _log.Attempts;
        }

        _ = _audit.Failed(exception);
        return _conversation.Failed(exception);
    }

    /// <summary>The call's whole time is up: that is its caller's doing and says nothing of any provider.</summary>
    /// <param name="partialText">The text that had come; null or empty when none had.</param>
    public MissyException TimedOut(string? partialText = null)
    {
        var failure = new MissyException(
            ErrorKind.Timeout,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(_tools.Running is { } tool ? $"The tool '{tool}'" : _target.Provider.Name)} did not finish within {_limit!.Value.TotalSeconds:0.###} s."))
        {
            Provider = _target.Provider.Name,
            Model = _target.Model,
            PartialText = string.IsNullOrEmpty(partialText) ? null : partialText,
            Remedy = "Allow more time for the whole call, or ask for a shorter answer.",
            Attempts = _log.Attempts,
        };
        _ = _audit.Failed(failure);
        return failure;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        _audit.Attempts = _log.Attempts;
        await _audit.DisposeAsync();
    }

    private CallTarget? NextAfter(MissyException failure, CallTarget failed)
    {
        var reach = Outcomes.Of(failure).Next;
        while (reach != NextTarget.None && _standby.TryDequeue(out var entry))
        {
            if (_services.Registry.Find(entry.Provider) is not { } provider)
            {
                continue;
            }

            var target = NewTarget(provider, entry.Model);
            var fits = provider.WhyUnavailable() is null
                && target.WhyUnfit() is null
                && (reach != NextTarget.LargerContext || target.ContextTokens > failed.ContextTokens);
            if (fits)
            {
                return target;
            }

            _log.Refused(target, "Skipped", TimeSpan.Zero);
        }

        return null;
    }

    private void GoOn(CallTarget from, CallTarget to, MissyException failure)
    {
        var reason = failure.Kind.ToString();
        _route = _route with { Steps = [.. _route.Steps, new RouteStep("fallback", to.ToString(), $"{from} failed: {reason}")] };
        _services.Events.Publish(new FallbackUsed(
            new RouteTarget(from.Provider.Name, from.Model), new RouteTarget(to.Provider.Name, to.Model), reason));
        TellLeftOut(to);
    }

    private void TellLeftOut(CallTarget target)
    {
        if (target.LeftOut > 0)
        {
            var turns = target.LeftOut == 1 ? "the oldest turn" : string.Create(CultureInfo.InvariantCulture, $"the oldest {target.LeftOut} turns");
            var step = new RouteStep("history", $"without {turns}", string.Create(CultureInfo.InvariantCulture, $"the context of {target} has {target.ContextTokens} tokens"));
            _route = _route with { Steps = [.. _route.Steps, step] };
        }
    }

    // What one service alone knows is not for another of a different kind.
    private CallTarget NewTarget(RegisteredProvider provider, string model) =>
        NewTarget(provider, model, options: provider.Service.Wire == _chosen.Provider.Service.Wire);

    private CallTarget NewTarget(RegisteredProvider provider, string model, bool options) =>
        new(provider, model, _request, _conversation, options, _services.Catalogue, _services.Prices);
}
