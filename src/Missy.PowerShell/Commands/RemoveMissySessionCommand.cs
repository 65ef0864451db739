using System.Management.Automation;

namespace Missy.Commands;

/// <summary>Removes conversations of this runspace, with their history.</summary>
[Cmdlet(VerbsCommon.Remove, "MissySession", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(void))]
public sealed class RemoveMissySessionCommand : ExistingSessionCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Sessions)
        {
            OrWriteError(session, () => Remove(session));
        }
    }

    private void Remove(Session session)
    {
        if (ShouldProcess($"session '{session.Name}'", "Remove it, with its history") && !Client.SessionsOf(Caller).Remove(session))
        {
            WriteNotFound(new MissyException(ErrorKind.Configuration, $"'{session.Name}' is not a session of this runspace, or no more."), session.Name);
        }
    }
}
