using System.Management.Automation;

namespace Missy.Commands;

/// <summary>Forgets what was said in conversations; who answers in them, and their instructions, stay.</summary>
[Cmdlet(VerbsCommon.Clear, "MissySession", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(Session))]
public sealed class ClearMissySessionCommand : ExistingSessionCommand
{
    /// <summary>Writes the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var session in Sessions)
        {
            OrWriteError(session, () => Clear(session));
        }
    }

    private void Clear(Session session)
    {
        if (!ShouldProcess($"session '{session.Name}'", "Clear its history"))
        {
            return;
        }

        session.Clear();
        if (PassThru)
        {
            WriteObject(session);
        }
    }
}
