using System.Management.Automation;

namespace Missy.Commands;

/// <summary>
/// Puts into effect what the configuration file says now, for the whole process. With any error in it the file is refused, and what
/// was in effect stays.
/// </summary>
[Cmdlet(VerbsData.Update, "MissyConfig", SupportsShouldProcess = true)]
[OutputType(typeof(ConfigReload))]
public sealed class UpdateMissyConfigCommand : MissyCommand
{
    /// <summary>Writes what became of it, and what has changed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!ShouldProcess(Client.ConfigLocation.Path ?? "the configuration", "Put into effect"))
        {
            return;
        }

        var reload = Client.ReloadConfig();
        if (reload.Outcome == ConfigReloadOutcome.Refused)
        {
            MissyProcess.Notices.DropConfiguration();
            OrTerminate(() => throw reload.Refusal());
        }

        if (PassThru)
        {
            WriteObject(reload);
        }
    }
}
