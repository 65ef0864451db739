using Missy.Chat;
using Missy.Configuration;
using Missy.Routing;
using Missy.Sessions;

namespace Missy.Calls;

/// <summary>What a question is part of: the session's turn that it begins or goes on with, or the answer that it follows, or nothing.</summary>
internal sealed class Conversation
{
    private readonly AskRequest _request;
    private readonly LeadWorkerConfig _rules;
    private readonly LeadWorkerState? _state;
    private SessionTurn? _turn;

    // What is said where there is no session.
    private History _said;
    private History? _objection;

    private Conversation(AskRequest request, SessionTurn? turn, LeadWorkerConfig rules, LeadWorkerState? state)
    {
        _request = request;
        _turn = turn;
        _rules = rules;
        _state = state;
        _said = new History(request.Messages, request.AnsweredBy);
    }

    /// <summary>The instructions that stand above it; null for none.</summary>
    public string? System => _request.System ?? _turn?.System;

    /// <summary>How far lead and worker are once the turn is over; null where they do not take turns, or the session keeps count.</summary>
    private LeadWorkerState? Next(bool final) => final ? _state?.Succeeded(_rules, LastToolFailed) : _state;

    private bool LastToolFailed => _said.Messages.Reverse()
        .TakeWhile(message => message.Role != ChatRole.User)
        .SelectMany(message => message.Content.Reverse())
        .OfType<ToolResultPart>()
        .FirstOrDefault() is { Result.IsError: true };

    /// <summary>Begins what a question is part of.</summary>
    /// <param name="request">The question.</param>
    /// <param name="config">How lead and worker take turns, and how much of a session is kept.</param>
    /// <exception cref="MissyException"><see cref="ErrorKind.InvalidRequest"/>: it goes on with two conversations at once.</exception>
    public static Conversation Of(AskRequest request, MissyConfig config)
    {
        var rules = config.LeadWorker;
        var takeTurns = PurposeModels.IsLeadWorker(request.Purpose);
        if (request.Session is not { } session)
        {
            return new Conversation(request, null, rules, takeTurns ? request.Turns ?? LeadWorkerState.Start : null);
        }

        if (request.AnsweredBy is not null)
        {
            throw new MissyException(ErrorKind.InvalidRequest, $"The question goes on with an answer and with the session '{session.Name}': it can go on with one of them.")
            {
                Remedy = "Leave out the session, or give the answer's text instead of the answer.",
            };
        }

        string?[] names = [request.Provider, request.Model, request.Tier, request.Purpose];
        var namesNothing = Array.TrueForAll(names, string.IsNullOrWhiteSpace);
        var turn = session.Begin(request.Messages, rules, takeTurns || (session.LeadWorker && namesNothing), config.Sessions.MaxTurns);
        return new Conversation(request, turn, rules, null);
    }

    /// <summary>The question for its route, over what stands when it names nothing.</summary>
    public RouteQuery Ask(RouteQuery standing) => standing with
    {
        Provider = _request.Provider,
        Model = _request.Model,
        Tier = _request.Tier,
        Purpose = _request.Purpose,
        Fallback = _request.Fallback,
        Continued = _request.Continued,
        SessionProvider = _turn?.Route.Provider,
        SessionModel = _turn?.Route.Model,
        Role = _turn is not null ? _turn.Purpose : _state?.Next(_rules),
        RoleBecause = _turn is not null ? _turn.Because : _state?.Because(_rules),
        Messages = _turn?.Messages ?? _request.Messages,
        Tools = _request.Tools.Count,
        MaxTokens = _request.MaxTokens,
    };

    /// <summary>The messages as a provider takes them: without the thinking of others.</summary>
    public IReadOnlyList<ChatMessage> MessagesFor(string provider) =>
        _objection is null ? KeptFor(provider) : [.. KeptFor(provider), .. _objection.For(provider)];

    /// <summary>Those of the messages that questions after this one go on from.</summary>
    public IReadOnlyList<ChatMessage> KeptFor(string provider) => _turn?.MessagesFor(provider) ?? _said.For(provider);

    /// <summary>An answer is objected to: the model is told, and neither is kept.</summary>
    public void Object(ChatMessage answer, string provider, string complaint) =>
        _objection = new History([], null).Add([answer], provider).Ask([new ChatMessage(ChatRole.User, complaint)]);

    /// <summary>The turn goes on: an answer called tools, and these are their results.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="provider">Who gave it.</param>
    /// <param name="results">The results.</param>
    public void Continue(ChatMessage answer, string provider, ChatMessage results)
    {
        _objection = null;
        if (_turn is { } turn)
        {
            _turn = turn with { Said = turn.Said.Add([answer], provider).Ask([results]) };
        }
        else
        {
            _said = _said.Add([answer], provider).Ask([results]);
        }
    }

    /// <summary>There is an answer, which a session keeps.</summary>
    /// <returns>The answer, with what a question needs that follows it.</returns>
    public Response Complete(Response response)
    {
        response = response with { Turns = Next(final: response.FinishReason != FinishReason.ToolCalls.ToName()) };
        _turn?.Complete(response);
        return response;
    }

    /// <summary>The call failed; what was asked is not kept.</summary>
    /// <returns>False, so that it can stand where an exception passes by.</returns>
    public bool Failed(Exception exception)
    {
        if (exception is MissyException failure)
        {
            _turn?.Fail(failure);
        }

        return false;
    }
}
