using System.Collections;

namespace Missy.Completion;

/// <summary>Completes the names of this runspace's sessions.</summary>
internal sealed class SessionCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Tip)> Names(IDictionary bound) =>
        MissyProcess.Client.SessionsOf(RunspaceState.Current.Caller).All.Select(session => (session.Name, Tip(session)));

    private static string Tip(Session session) =>
        $"{session.Name}: {session.Turns} {(session.Turns == 1 ? "turn" : "turns")}, with {Answers(session)}";

    private static string Answers(Session session) =>
        session.LeadWorker ? "lead and worker"
        : session.Model is not null ? $"{session.Provider}/{session.Model}"
        : session.Provider ?? "the default";
}
