using System.Management.Automation;

namespace Missy.Commands;

/// <summary>
/// Picks up no more changes of the configuration file in this process, until Start-MissyConfigWatcher. What is in effect stays;
/// Update-MissyConfig takes a change.
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "MissyConfigWatcher", SupportsShouldProcess = true)]
[OutputType(typeof(ConfigWatcherInfo))]
public sealed class StopMissyConfigWatcherCommand : MissyCommand
{
    /// <summary>Writes the watcher's state.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!ShouldProcess(Client.ConfigLocation.Path ?? "the configuration", "Watch no longer"))
        {
            return;
        }

        Client.StopConfigWatcher();
        if (PassThru)
        {
            WriteObject(Client.ConfigWatcher);
        }
    }
}
