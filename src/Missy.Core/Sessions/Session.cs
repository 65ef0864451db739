using Missy.Chat;
using Missy.Configuration;
using Missy.Sessions;
using Missy.Sessions.Files;

namespace Missy;

/// <summary>
/// A conversation that has a name: its route, its instructions and what was said. Meant for one thread at a time; where
/// several use it, each turn is kept whole, in the order in which they end.
/// </summary>
public sealed class Session
{
    private readonly object _lock = new();
    private readonly TimeProvider _time;
    private volatile SessionState _state;
    private string? _folder;
    private SessionFile? _file;

    internal Session(string name, TimeProvider time)
        : this(new SavedSession(name, time.GetUtcNow(), new SessionState { LastUsed = time.GetUtcNow() }), time)
    {
    }

    internal Session(SavedSession saved, TimeProvider time)
    {
        Name = saved.Name;
        Created = saved.Created;
        _time = time;
        _state = saved.State;
    }

    /// <summary>Its name; for a bot, usually <c>{channel}_{sender}</c>.</summary>
    public string Name { get; }

    /// <summary>The registry name of the provider that answers; null = the default at the time, or lead and worker.</summary>
    public string? Provider => _state.Route.Provider;

    /// <summary>The model that is pinned; null = the provider's, by tier.</summary>
    public string? Model => _state.Route.Model;

    /// <summary>Whether lead and worker take turns.</summary>
    public bool LeadWorker => _state.Route.LeadWorker;

    /// <summary>Who takes the next turn, <c>lead</c> or <c>worker</c>; null when they do not take turns.</summary>
    public string? Next => _state is { Route.LeadWorker: true } state ? state.LeadWorker.Next(state.Rules) : null;

    /// <summary>The worker's failures in a row, or those that brought the lead back; null when they do not take turns.</summary>
    public int? WorkerFailures => _state is { Route.LeadWorker: true } state ? state.LeadWorker.WorkerFailures : null;

    /// <summary>How many turns the lead takes until the worker takes over; null when they do not take turns.</summary>
    public int? LeadTurnsLeft => _state is { Route.LeadWorker: true } state ? state.LeadWorker.LeadTurnsLeft(state.Rules) : null;

    /// <summary>Instructions that stand above the conversation; null for none.</summary>
    public string? System => _state.System;

    /// <summary>The finished turns of the history, oldest message first.</summary>
    public IReadOnlyList<ChatMessage> Messages => Indexable.Of(_state.History.Messages);

    /// <summary>How many turns were finished since it was made, those that the history has no more included.</summary>
    public int Turns => _state.Turns;

    /// <summary>Tokens of all its answers.</summary>
    public TokenUsage Usage => _state.Usage;

    /// <summary>US dollars of all its answers at list price; null when the price of one is unknown.</summary>
    public decimal? Cost => _state.Cost;

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>When something was last asked in it; when it was made, before that.</summary>
    public DateTimeOffset LastUsed => _state.LastUsed;

    // Columns of records for export.

    /// <summary>How many <see cref="Messages"/> there are.</summary>
    public int MessageCount => _state.History.Messages.Count;

    /// <summary>Tokens read, of <see cref="Usage"/>.</summary>
    public int PromptTokens => Usage.PromptTokens;

    /// <summary>Tokens written, of <see cref="Usage"/>.</summary>
    public int CompletionTokens => Usage.CompletionTokens;

    /// <summary><see cref="Name"/>.</summary>
    public override string ToString() => Name;

    /// <summary>Forgets what was said; route, instructions and counts stay. A turn on its way ends as it began and is not kept.</summary>
    public void Clear() => Change(state => state.Clear());

    internal SessionRoute Route => _state.Route;

    /// <summary>Begins a turn, or goes on with the one that waits for the results of tools which are given.</summary>
    /// <param name="asked">What is said now; at least one message.</param>
    /// <param name="rules">How lead and worker take turns.</param>
    /// <param name="leadWorker">Whether they take this one; a turn that is gone on with stays with whoever began it.</param>
    /// <param name="maxTurns">How many turns of history are kept; 0 = all.</param>
    internal SessionTurn Begin(IReadOnlyList<ChatMessage> asked, LeadWorkerConfig rules, bool leadWorker, int maxTurns = 0)
    {
        lock (_lock)
        {
            Read();
            _state = _state with { LastUsed = _time.GetUtcNow(), Rules = rules };
            return _state.Begin(this, asked, rules, leadWorker, maxTurns);
        }
    }

    internal void Complete(SessionTurn turn, Response response) => Change(state => state.Complete(turn, response));

    internal void Fail(SessionTurn turn) => Change(state => state.Fail(turn));

    /// <summary>The last turn, taken as good, was not.</summary>
    internal void MarkFailed(LeadWorkerConfig rules) =>
        Change(state => state with { Rules = rules, LeadWorker = state.LeadWorker.MarkedFailed(rules) });

    /// <summary>Changes who answers from the next turn on, and drops the history. The same route changes nothing.</summary>
    /// <param name="route">The new route.</param>
    /// <param name="rules">How lead and worker take turns.</param>
    /// <param name="keepHistory">True keeps the history.</param>
    internal void Switch(SessionRoute route, LeadWorkerConfig rules, bool keepHistory) =>
        Change(state => state.Switch(route, keepHistory) with { Rules = rules });

    /// <summary>Changes the instructions.</summary>
    /// <param name="system">Blank or null for none.</param>
    internal void Instruct(string? system) =>
        Change(state => state with { System = string.IsNullOrWhiteSpace(system) ? null : system });

    /// <summary>What a file is to hold of it.</summary>
    internal SavedSession Save() => new(Name, Created, _state);

    /// <summary>Keeps it in a folder from now on, where it may be already.</summary>
    /// <param name="folder">The folder; null = in this process alone.</param>
    internal void KeepIn(SessionFolder? folder)
    {
        lock (_lock)
        {
            if (_folder != folder?.Path)
            {
                _folder = folder?.Path;
                _file = folder?.FileOf(Name);
            }
        }
    }

    /// <summary>Reads what other processes wrote.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: its file cannot be read, or a line is wrong.</exception>
    internal void Refresh()
    {
        lock (_lock)
        {
            Read();
        }
    }

    /// <summary>Takes the place of whatever it holds.</summary>
    internal void Replace(SessionState state) => Change(old => state with { Clearings = old.Clearings + 1 });

    /// <summary>Removes its file, where it has one.</summary>
    /// <exception cref="MissyException"><see cref="ErrorKind.Configuration"/>: it cannot be removed.</exception>
    internal void Forget()
    {
        lock (_lock)
        {
            _file?.Delete();
            (_folder, _file) = (null, null);
        }
    }

    private void Read()
    {
        if (_file is { } file)
        {
            _state = file.Refresh(Save()).State;
        }
    }

    private void Change(Func<SessionState, SessionState> change)
    {
        lock (_lock)
        {
            _state = _file is { } file ? file.Change(Save(), change).State : change(_state);
        }
    }
}
