using System.Management.Automation;

namespace Missy.Commands;

/// <summary>What the commands share that find sessions by name.</summary>
public abstract class SessionCommand : MissyCommand
{
    /// <summary>The sessions that names and patterns mean, one name after the other. A plain name of none is an error of its own.</summary>
    private protected IEnumerable<Session> FindSessions(IEnumerable<string> names) => names.SelectMany(FindSessions);

    /// <summary>Writes the error that a session is not there.</summary>
    private protected void WriteNotFound(MissyException exception, string name) =>
        WriteError(ErrorRecords.Of(exception, "SessionNotFound", ErrorCategory.ObjectNotFound, name));

    private IReadOnlyList<Session> FindSessions(string name)
    {
        if (WildcardPattern.ContainsWildcardCharacters(name))
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            return [.. Client.SessionsOf(Caller).All.Where(session => pattern.IsMatch(session.Name))];
        }

        name = WildcardPattern.Unescape(name);
        try
        {
            return [Client.SessionsOf(Caller).Get(name)];
        }
        catch (MissyException exception)
        {
            WriteNotFound(exception, name);
            return [];
        }
    }
}
