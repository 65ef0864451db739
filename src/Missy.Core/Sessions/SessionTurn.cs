using Missy.Chat;
using Missy.Configuration;
using Missy.Resilience;

namespace Missy.Sessions;

/// <summary>
/// A turn of a session on its way: what it began with, whatever becomes of the session meanwhile. A call ends it with
/// <see cref="Complete"/> or <see cref="Fail"/>; a cancelled call with neither.
/// </summary>
internal sealed record SessionTurn(Session Session, SessionRoute Route, string? System)
{
    /// <summary>Who of lead and worker takes the turn; null when they have no part in it.</summary>
    public string? Purpose { get; init; }

    /// <summary>Why it is who <see cref="Purpose"/> says; null when that is.</summary>
    public string? Because { get; init; }

    /// <summary>How lead and worker take turns.</summary>
    public required LeadWorkerConfig Rules { get; init; }

    /// <summary>How often the session's history had been cleared when the turn began.</summary>
    public required int Clearings { get; init; }

    /// <summary>How many turns the session keeps; 0 = all.</summary>
    public required int MaxTurns { get; init; }

    /// <summary>The turns before this one.</summary>
    public required History Earlier { get; init; }

    /// <summary>What this turn holds so far: the user's message, and the calls and results of tools.</summary>
    public required History Said { get; init; }

    /// <summary>The whole conversation, what is asked last.</summary>
    public IReadOnlyList<ChatMessage> Messages => [.. Earlier.Messages, .. Said.Messages];

    /// <summary>The whole conversation as a provider takes it: without the thinking of others.</summary>
    public IReadOnlyList<ChatMessage> MessagesFor(string provider) => [.. Earlier.For(provider), .. Said.For(provider)];

    /// <summary>Whether messages hold the result of a tool that the turn waits for.</summary>
    public bool IsContinuedBy(IReadOnlyList<ChatMessage> asked)
    {
        var waiting = Said.Messages[^1].Content.OfType<ToolCallPart>().Select(part => part.Call.Id);
        return asked is [.., var last] && last.Content.OfType<ToolResultPart>().Any(part => waiting.Contains(part.Result.ToolCallId));
    }

    /// <summary>There is an answer. A final one ends the turn; one that calls tools is gone on from by whoever brings their results.</summary>
    public void Complete(Response response) => Session.Complete(this, response);

    /// <summary>The call failed. The history is as it was, so that the same can be asked again.</summary>
    public void Fail(MissyException failure)
    {
        // What says that a service is not well. A limit is the key's matter, and the rest the request's or our own.
        if (Outcomes.Of(failure).CountsForBreaker)
        {
            Session.Fail(this);
        }
    }
}
