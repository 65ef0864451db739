using System.Management.Automation;

namespace Missy.Commands;

/// <summary>Picks up changes of the configuration file in this process from now on, also where the file says <c>watch: false</c>.</summary>
[Cmdlet(VerbsLifecycle.Start, "MissyConfigWatcher", SupportsShouldProcess = true)]
[OutputType(typeof(ConfigWatcherInfo))]
public sealed class StartMissyConfigWatcherCommand : MissyCommand
{
    /// <summary>Writes the watcher's state.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!ShouldProcess(Client.ConfigLocation.Path ?? "the configuration", "Watch"))
        {
            return;
        }

        Client.StartConfigWatcher();
        if (PassThru)
        {
            WriteObject(Client.ConfigWatcher);
        }
    }
}
