using Missy.Chat;
using Missy.Configuration;
using Missy.Routing;

namespace Missy.Sessions;

/// <summary>All that a session holds at one moment.</summary>
internal sealed record SessionState
{
    public required DateTimeOffset LastUsed { get; init; }

    public SessionRoute Route { get; init; } = SessionRoute.Default;

    public string? System { get; init; }

    public History History { get; init; } = History.Empty;

    public int Turns { get; init; }

    public TokenUsage Usage { get; init; } = TokenUsage.None;

    public decimal? Cost { get; init; } = 0;

    public LeadWorkerState LeadWorker { get; init; } = LeadWorkerState.Start;

    /// <summary>The rules for lead and worker as last seen.</summary>
    public LeadWorkerConfig Rules { get; init; } = new();

    private int Clearings { get; init; }

    // A turn whose last answer called tools. It has its own route and history, and goes on whatever becomes of the session's.
    private SessionTurn? Unfinished { get; init; }

    /// <inheritdoc cref="Session.Begin"/>
    public SessionTurn Begin(Session session, IReadOnlyList<ChatMessage> asked, LeadWorkerConfig rules, bool leadWorker) =>
        Unfinished is { } turn && turn.IsContinuedBy(asked)
            ? turn with { Rules = rules, Said = turn.Said.Ask(asked) }
            : new SessionTurn(session, Route, System)
            {
                Purpose = leadWorker ? LeadWorker.Next(rules) : null,
                Because = leadWorker ? LeadWorker.Because(rules) : null,
                Rules = rules,
                Clearings = Clearings,
                Earlier = History,
                Said = History.Empty.Ask(asked),
            };

    /// <inheritdoc cref="SessionTurn.Complete"/>
    public SessionState Complete(SessionTurn turn, Response response)
    {
        turn = turn with { Said = turn.Said.Add([response.Conversation[^1]], response.Provider) };
        var counted = this with { Usage = Usage.Plus(response.Usage), Cost = Cost + response.Cost };
        return response.FinishReason == FinishReason.ToolCalls.ToName()
            ? counted with { Unfinished = turn }
            : counted.Finish(turn, response.Provider);
    }

    /// <inheritdoc cref="SessionTurn.Fail"/>
    public SessionState Fail(SessionTurn turn) =>
        IsNext(turn) ? this with { LeadWorker = LeadWorker.Failed(turn.Rules) } : this;

    /// <inheritdoc cref="Session.Switch"/>
    public SessionState Switch(SessionRoute route, bool keepHistory)
    {
        if (route == Route)
        {
            return this;
        }

        var switched = this with { Route = route, LeadWorker = LeadWorkerState.Start };
        return keepHistory ? switched : switched with { History = History.Empty, Clearings = Clearings + 1 };
    }

    private SessionState Finish(SessionTurn turn, string provider) => this with
    {
        Turns = Turns + 1,
        Unfinished = null,
        History = turn.Clearings == Clearings ? History.Add(turn.Said.Messages, provider) : History,
        LeadWorker = IsNext(turn) ? LeadWorker.Succeeded(turn.Rules, LastToolFailed(turn)) : LeadWorker,
    };

    // A turn that others have overtaken moves nothing.
    private bool IsNext(SessionTurn turn) => turn.Purpose == LeadWorker.Next(turn.Rules);

    private static bool LastToolFailed(SessionTurn turn) =>
        turn.Said.Messages.SelectMany(message => message.Content).OfType<ToolResultPart>().LastOrDefault() is { Result.IsError: true };
}
